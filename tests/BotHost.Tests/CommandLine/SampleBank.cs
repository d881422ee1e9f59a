namespace BotHost.Tests.CommandLine;

/// <summary>A small sound bank in our own format.</summary>
internal static class SampleBank
{
    public const string Head = "---\nbank: demo\ntitle: Demo\nlanguage: en\nlicence: MIT\ntopic: basics\ntopic-title: Basics\n---\n\n";

    public const string HashTable = """
        ## What is a hash table?

        `id: hash-table` `level: 2` `tags: data`

        Look at this:

        ```csharp
        var map = new Dictionary<string, int>();
        ```

        ### Answer

        An array of **buckets**, indexed by a hash function of the key; a collision is resolved by chains or by probing.

        ### Key points

        - **3** A hash function maps each key to a bucket.
          - hash function: hashing, 哈希函数
          - bucket: slot
        - Two keys may fall together.
          - collision: clash

        ### Hint

        Think of a wall of drawers.

        ### Choices

        Which is the average cost of a lookup?

        - [ ] O(n), all are looked at
        - [x] O(1), one bucket is read

        > One bucket is read.

        ### Sources

        - [Knuth 1973, TAOCP 3](https://example.org/taocp)

        """;

    public const string ChoiceOnly = """
        ## Which of these are ordered?

        `id: ordered` `level: 1`

        ### Choices

        - [x] A list
        - [ ] A set

        > A set promises no order.

        """;

    public static string Whole => Head + HashTable + "\n" + ChoiceOnly;
}
