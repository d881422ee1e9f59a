using System.Collections.Concurrent;
using Drill.Phrasing;
using Drill.Text;

namespace Drill.Conversation;

/// <summary>
/// What many people are shown of a question, made once: the same words are the same <see cref="Body"/>, so that a platform lays them out once too (<see cref="BodyLooks{T}"/>).
/// </summary>
internal sealed class SharedBodies
{
    // A bank of a few hundred questions in two languages. When it is full it starts again, which is cheaper than to know of each when it was last wanted.
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<(long Copy, int Form, int ChoiceIndex, Phrases Phrases, SharedBody What), Body> bodies = new();
    private readonly ConcurrentDictionary<(long Copy, int Form, int ChoiceIndex, string Title, string Footer), Body> dailies = new();

    /// <summary>The body made before of the same copy of a question, which never changes; else the one that <paramref name="make"/> makes.</summary>
    public Body Get(PostContent post, Phrases phrases, SharedBody what, Func<PostContent, Phrases, Body> make) =>
        Shared(bodies, (post.Copy.Id, post.Post.Form, post.Post.ChoiceIndex, phrases, what), (post, phrases, make), static (_, m) => m.make(m.post, m.phrases));

    /// <summary>A daily's question between its title and its footer, whose words say all that differs between chats: the language, the date, and when and in which zone it closes.</summary>
    public Body GetDaily(PostContent post, string title, string footer) =>
        Shared(dailies, (post.Copy.Id, post.Post.Form, post.Post.ChoiceIndex, title, footer), (post, title, footer), static (_, m) => m.post.QuestionBetween(m.title, m.footer));

    private static Body Shared<TKey, TWith>(ConcurrentDictionary<TKey, Body> made, TKey key, TWith with, Func<TKey, TWith, Body> make)
        where TKey : notnull
    {
        if (!made.TryGetValue(key, out var body))
        {
            if (made.Count >= Most)
            {
                made.Clear();
            }

            body = made.GetOrAdd(key, make, with);
        }

        return body;
    }
}

/// <summary>Which body of a question.</summary>
internal enum SharedBody
{
    Answer,
    AnswerThatCosts,
}
