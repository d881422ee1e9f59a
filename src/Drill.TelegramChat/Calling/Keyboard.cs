using System.Collections.Immutable;
using System.Text;
using Drill.Conversation;
using Telegram.Bot.Types.ReplyMarkups;

namespace Drill.TelegramChat.Calling;

/// <summary>Buttons below a message.</summary>
internal static class Keyboard
{
    /// <summary>The keyboard, or null when there are no buttons.</summary>
    /// <param name="rows">Rows of buttons.</param>
    /// <param name="dataOf">What a button carries, or null when it cannot be carried; then it is left out.</param>
    public static InlineKeyboardMarkup? Of(ImmutableArray<ButtonRow> rows, Func<ActionToken, string?> dataOf)
    {
        var keyboard = rows
            .Select(row => row.Buttons
                .Select(b => (b, Data: dataOf(b.Token)))
                .Where(b => b.Data is not null && Encoding.UTF8.GetByteCount(b.Data) is > 0 and <= TelegramLimits.CallbackDataBytes)
                .Select(b => InlineKeyboardButton.WithCallbackData(LabelOf(b.b), b.Data!)).ToArray())
            .Where(row => row.Length > 0).ToArray();
        return keyboard.Length == 0 ? null : new InlineKeyboardMarkup(keyboard);
    }

    public static string? Plain(ActionToken token) => token.ToString();

    private static string LabelOf(Button button)
    {
        var label = string.IsNullOrWhiteSpace(button.Label) ? "…" : button.Label;
        return button.IsSelected && !label.StartsWith('☑') ? "✓ " + label : label;
    }
}
