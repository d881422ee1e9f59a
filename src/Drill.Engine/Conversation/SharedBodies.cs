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

    /// <summary>The body made before of the same copy of a question, which never changes; else the one that <paramref name="make"/> makes.</summary>
    public Body Get(PostContent post, Phrases phrases, SharedBody what, Func<PostContent, Phrases, Body> make)
    {
        var key = (post.Copy.Id, post.Post.Form, post.Post.ChoiceIndex, phrases, what);
        if (!bodies.TryGetValue(key, out var body))
        {
            if (bodies.Count >= Most)
            {
                bodies.Clear();
            }

            body = bodies.GetOrAdd(key, make(post, phrases));
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
