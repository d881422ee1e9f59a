namespace BotHost.Tests.Browser;

/// <summary>A folder with one open question that holds what is hard to lay out: long code, a wide table, a long word, mathematics.</summary>
internal sealed class SmallBank : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("drill-bank-");

    public SmallBank() => File.WriteAllText(Path.Combine(directory.FullName, "small.en.md"), Text);

    public string Folder => directory.FullName;

    public void Dispose() => directory.Delete(recursive: true);

    private const string Text = """
        ---
        bank: small
        title: A small bank
        language: en
        licence: CC-BY-4.0
        topic: attention
        topic-title: Attention
        ---

        # Attention

        ## Why does attention divide its scores by the square root of the key width?

        `id: scale` `level: 2` `tags: attention`

        ```python
        def attention(query, key, value, mask=None):
            scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])  # a comment that goes on well beyond the edge of any telephone
            return softmax(scores if mask is None else scores.masked_fill(mask == 0, -inf), dim=-1) @ value
        ```

        | Model | Width | What its authors say about the scale of the scores |
        |:------|------:|:---------------------------------------------------|
        | Transformer base | 512 | the dot products grow large in magnitude |
        | Pneumonoultramicroscopicsilicovolcanoconiosistransformer | 1024 | nothing |

        ### Answer

        The secret of the reference answer: the variance of a dot product grows with the width.

        ### Key points

        - **3** The variance of the dot product grows with the width of the key.
          - variance: spread, 方差
        - **2** Large scores saturate the softmax, so gradients vanish.
          - softmax: saturate, saturation
          - gradient: gradients, vanish

        ### Hint

        Think of the variance of a sum.
        """;
}
