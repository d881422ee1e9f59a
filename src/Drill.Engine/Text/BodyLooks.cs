using System.Runtime.CompilerServices;
using Drill.Content;

namespace Drill.Text;

/// <summary>
/// What a platform made of bodies, kept for as long as a body lives and the bank is in use whose pictures it shows. Bodies are told apart as objects, not by what they say: the engine
/// hands out one and the same body where many are shown the same.
/// </summary>
/// <typeparam name="T">What is made.</typeparam>
public sealed class BodyLooks<T>
    where T : class
{
    private readonly ConditionalWeakTable<QuestionBank, ConditionalWeakTable<Body, T>> looks = [];

    /// <summary>What was made of this body before, else what <paramref name="make"/> makes of it.</summary>
    /// <param name="bank">The bank that <paramref name="make"/> asks for pictures.</param>
    /// <param name="body">The body.</param>
    /// <param name="make">Makes it.</param>
    public T Get(QuestionBank bank, Body body, Func<Body, T> make)
    {
        ArgumentNullException.ThrowIfNull(bank);
        return looks.GetOrCreateValue(bank).GetValue(body, b => make(b));
    }
}
