using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Drill.Content;
using Drill.Conversation;
using Drill.DiscordChat.Looks;
using Drill.DiscordChat.Rest;
using Drill.DiscordChat.Wire;
using Drill.DiscordChat.Wording;
using Drill.Text;

namespace Drill.DiscordChat.Talking;

/// <summary>A message as Discord takes it.</summary>
internal sealed record OutMessage(MessageBody Body, IReadOnlyList<RestFile> Files);

/// <summary>Makes Discord's messages of the engine's: one, or as many as its length needs, with the buttons below the last.</summary>
internal sealed class MessageMaker(BankLibrary library)
{
    // The colour of the line beside what the bot says to everybody.
    private const int Accent = 0x4F6BED;
    private const char Twin = '|';

    private readonly BodyLooks<Pages> looks = new();

    /// <summary>The messages; at least one. None has a nonce or flags but that it is made of components.</summary>
    /// <param name="message">What to say.</param>
    /// <param name="isForAll">Whether everybody sees it: then it is framed.</param>
    /// <param name="phrases">The words of the language it is in.</param>
    /// <param name="cancellationToken">Ends the reading of pictures.</param>
    public async Task<IReadOnlyList<OutMessage>> MakeAsync(ChatMessage message, bool isForAll, DiscordPhrases phrases, CancellationToken cancellationToken)
    {
        var bank = library.Current;
        var pages = looks.Get(bank, message.Body, body => new Pages(DiscordPages.Of(
            body, f => !f.IsRemote && TypeOf(f.Source) is not null && bank.FigureFiles.TryGetValue(f.Source, out var path) && IsSmall(path)))).All;
        var made = new List<OutMessage>(pages.Length);
        for (var i = 0; i < pages.Length; i++)
        {
            var isLast = i == pages.Length - 1;
            var files = new List<(RestFile File, string Description)>();
            var components = new List<Component>();
            foreach (var part in pages[i].Parts)
            {
                components.Add(part switch
                {
                    PagePart.Text text => new Component { Type = Component.TextDisplay, Content = text.Markdown },
                    PagePart.Figures figures => await GalleryAsync(figures, bank, files, cancellationToken),
                    _ => new Component { Type = Component.Separator },
                });
            }

            if (isLast && !message.Pictures.IsEmpty && files.Count + message.Pictures.Length <= DiscordLimits.GalleryItems)
            {
                components.Add(Pictures(message, files));
            }

            if (isLast)
            {
                components.AddRange(Rows(message, phrases));
            }

            if (components.Count == 0)
            {
                components.Add(new Component { Type = Component.TextDisplay, Content = phrases.Done });
            }

            made.Add(new OutMessage(
                new MessageBody
                {
                    Components = isForAll ? [new Component { Type = Component.Container, AccentColor = Accent, Components = components }] : components,
                    Flags = Message.ComponentsV2,
                    Attachments = [.. files.Select((f, id) => new AttachmentBody(id.ToString(CultureInfo.InvariantCulture), f.File.Name, f.Description.Length > 0 ? f.Description : null))],
                    MessageReference = i == 0 && message.ReplyTo is { } earlier ? new MessageReference { MessageId = earlier, FailIfNotExists = false } : null,
                },
                [.. files.Select(f => f.File)]));
        }

        return made;
    }

    /// <summary>The number by which a message that was sent with a key is found again.</summary>
    public static int MarkOf(string key) => (int)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(key))) & 0x3FFF_FFFF) | 0x4000_0000;

    /// <summary>A message that carries a key.</summary>
    public static MessageBody WithKey(MessageBody body, string key) => body with
    {
        Nonce = key,
        EnforceNonce = true,
        Components = [body.Components![0] with { Id = MarkOf(key) }, .. body.Components.Skip(1)],
    };

    /// <summary>What a pressed control carries: the token without what told it from its twin.</summary>
    public static string TokenOf(string customId) => customId.Split(Twin, 2)[0];

    private static async Task<Component> GalleryAsync(PagePart.Figures figures, QuestionBank bank, List<(RestFile File, string Description)> files, CancellationToken cancellationToken)
    {
        var items = new List<GalleryItem>();
        foreach (var figure in figures.Items)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"figure-{files.Count + 1}{Path.GetExtension(figure.Source).ToLowerInvariant()}");
            try
            {
                var bytes = await File.ReadAllBytesAsync(bank.FigureFiles[figure.Source], cancellationToken);
                files.Add((new RestFile(name, TypeOf(figure.Source)!, bytes), Describe(figure.AlternativeText)));
                items.Add(Item(name, figure.AlternativeText));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Gone since the bank was read: the text goes without it.
            }
        }

        return items.Count > 0
            ? new Component { Type = Component.MediaGallery, Items = items }
            : new Component { Type = Component.TextDisplay, Content = "🖼" };
    }

    private static Component Pictures(ChatMessage message, List<(RestFile File, string Description)> files)
    {
        var items = new List<GalleryItem>();
        foreach (var picture in message.Pictures)
        {
            files.Add((new RestFile(picture.FileName, "image/png", picture.Png), Describe(picture.AlternativeText)));
            items.Add(Item(picture.FileName, picture.AlternativeText));
        }

        return new Component { Type = Component.MediaGallery, Items = items };
    }

    private static GalleryItem Item(string name, string text) => new(new MediaItem("attachment://" + name), Describe(text) is { Length: > 0 } description ? description : null);

    private static string Describe(string text) => Shown.Cut(text, DiscordLimits.FigureDescription);

    private static IEnumerable<Component> Rows(ChatMessage message, DiscordPhrases phrases)
    {
        var rows = message.Buttons.Where(r => r.Buttons.Length > 0).SelectMany(r => r.Buttons.Chunk(DiscordLimits.ButtonsInRow)).ToList();
        if (rows.Count > DiscordLimits.ButtonsInRow)
        {
            // More than Discord has room for as buttons.
            yield return Row([new Component
            {
                Type = Component.StringSelect,
                CustomId = "select",
                Placeholder = phrases.Choose,
                Options = [.. rows.SelectMany(r => r).DistinctBy(b => b.Token).Take(DiscordLimits.Choices).Select(b => new SelectOption(Label(b), b.Token.ToString(), b.IsSelected ? true : null))],
            }]);
            yield break;
        }

        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var row = 0; row < rows.Count; row++)
        {
            // A button alone in the first row is what the message is about.
            var isMain = row == 0 && rows[0].Length == 1;
            yield return Row([.. rows[row].Select(b => new Component
            {
                Type = Component.Button,
                Style = b.IsSelected ? Component.Success : isMain ? Component.Primary : Component.Secondary,
                Label = Label(b),
                CustomId = Unique(b.Token.ToString(), taken),
            })]);
        }
    }

    private static Component Row(IReadOnlyList<Component> components) => new() { Type = Component.ActionRow, Components = components };

    private static string Label(Button button) => button.Label.Length == 0 ? "•" : Shown.Cut(button.Label, DiscordLimits.ButtonLabel);

    private static string Unique(string id, HashSet<string> taken)
    {
        var unique = id;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{id}{Twin}{i}");
        }

        return unique;
    }

    private static bool IsSmall(string path)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= DiscordLimits.FileBytes };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? TypeOf(string source) => Path.GetExtension(source).ToUpperInvariant() switch
    {
        ".PNG" => "image/png",
        ".JPG" or ".JPEG" => "image/jpeg",
        ".GIF" => "image/gif",
        ".WEBP" => "image/webp",
        _ => null,
    };

    private sealed record Pages(ImmutableArray<DiscordPage> All);
}
