namespace Drill.Bench.Load;

/// <summary>Hands out presses: nobody presses the same button on the same post twice.</summary>
/// <param name="posts">The posts with the buttons.</param>
/// <param name="firstUser">The number of the first person; the others follow.</param>
/// <param name="users">How many people press.</param>
/// <param name="make">Makes a person's press on a post's button of a name.</param>
internal sealed class PressMaker<TPost, TPress>(IReadOnlyList<TPost> posts, long firstUser, int users, Func<TPost, long, string, TPress> make)
{
    private int taken;

    public int Total => posts.Count * users;

    public List<TPress> Take(string verb, int count)
    {
        var presses = Enumerable.Range(taken, count).Select(i => make(posts[i % posts.Count], firstUser + (i / posts.Count), verb)).ToList();
        taken += count;
        return taken <= Total ? presses : throw new InvalidOperationException("There are not so many people and posts.");
    }

    /// <summary>The same people and posts from the beginning, for another button.</summary>
    public PressMaker<TPost, TPress> Again() => new(posts, firstUser, users, make);
}
