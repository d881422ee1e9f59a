using System.Text.RegularExpressions;

namespace Drill.Content;

/// <summary>Recognises answers that are only a promise of one, in the languages people keep banks in.</summary>
internal static partial class StubText
{
    private const int Longest = 80;

    /// <summary>Whether a rendered answer says nothing yet. Empty text is no stub: there simply is no answer.</summary>
    public static bool Is(string text)
    {
        if (text.Length > Longest * 2)
        {
            return false;
        }

        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > Longest)
        {
            return false;
        }

        return !trimmed.Any(char.IsLetterOrDigit) ? IsPlaceholder(trimmed) : Whole().IsMatch(Strip(trimmed));
    }

    // Dots, dashes and signs of building sites; a lone symbol such as "=" or "🙂" may be the answer.
    private static bool IsPlaceholder(string text) => text.All(c => c is '.' or '…' or '-' or '–' or '—' or '_' or '*' or '?' or ' ' or '\n') || text.StartsWith("🚧", StringComparison.Ordinal);

    private static string Strip(string text)
    {
        var start = 0;
        while (start < text.Length && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        var end = text.Length;
        while (end > start && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        return text[start..end];
    }

    // The limit is for a mistake in the pattern, not for a busy machine: the first match pays for compiling all of this.
    [GeneratedRegex("""
        ^(?:
          (?:(?:the\s+)?(?:full\s+|model\s+|reference\s+)?answers?\s*(?:[:：\-–—]|is|are|will\s+be|to\s+be|not)?\s*)?
            (?:to-?\s?do(?:[\s:：\-–—].{0,60})?|tbd|tba|tbc|fixme(?:[\s:：].{0,60})?|wip|n/?a|pending|missing|placeholder
              |(?:is\s+|are\s+)?(?:coming|added|available|updated|provided|written)\s+(?:soon|later|shortly)(?:\s.{0,30})?
              |(?:will\s+be\s+|to\s+be\s+)(?:added|written|done|completed|continued|updated|provided|filled\s+in|announced|determined)(?:\s+(?:soon|later|shortly|here))?
              |(?:be\s+)(?:added|written|done|updated)(?:\s+(?:soon|later))?
              |(?:work|answer)\s+in\s+progress|under\s+construction|not\s+(?:yet\s+)?(?:answered|available|written)(?:\s+yet)?|no\s+answer(?:\s+yet)?
              |(?:yet\s+)?to\s+come|soon|yet\s+to\s+be\s+\w+|(?:please\s+)?(?:contribute|help\s+wanted|add\s+(?:an|your|the)\s+answer(?:\s+here)?|your\s+answer\s+here|answer\s+here))
          |(?:答案|回答|解答|参考答案)?\s*[:：]?\s*(?:待补充|待完善|待更新|待续|未完待续|待添加|待写|待定|敬请期待|暂无(?:答案|内容)?|稍后(?:补充|更新)|后续(?:补充|更新)|(?:即将|马上)(?:更新|补充|到来)|略|TODO|todo)
          |(?:答案|解答)(?:即將|稍後|待).{0,8}
          |(?:準備中|準備中です|作成中|未回答|未記入|追記予定|後日(?:追記|更新).{0,6}|あとで.{0,8}|回答待ち|近日公開)
          |(?:작성\s*중|준비\s*중|추후\s*(?:작성|추가|업데이트).{0,8}|답변\s*(?:예정|준비\s*중|대기).{0,6}|미작성)
          |(?:ответ\s*(?:будет|скоро|появится|пока).{0,40}|скоро(?:\s.{0,30})?|в\s+(?:работе|разработке|процессе)|будет\s+(?:добавлен\w*|позже).{0,20}|нет\s+ответа|дописать|добавить\s+ответ)
          |(?:(?:la\s+)?respuesta\s+)?(?:próximamente|pendiente(?:\s+de\s+\w+)?|por\s+(?:hacer|completar|definir)|en\s+(?:construcción|progreso)|(?:estará\s+)?disponible\s+pronto|sin\s+respuesta(?:\s+todavía|\s+aún)?)
          |(?:(?:la\s+)?réponse\s+)?(?:à\s+(?:venir|compléter|faire|suivre)|bientôt(?:\s+disponible)?|en\s+(?:cours|construction)(?:\s+de\s+rédaction)?|pas\s+encore\s+de\s+réponse)
          |(?:(?:die\s+)?antwort\s+)?(?:folgt(?:\s+(?:noch|bald|in\s+kürze))?|kommt\s+(?:noch|bald)|in\s+(?:arbeit|vorbereitung|kürze)|noch\s+(?:offen|keine\s+antwort)|wird\s+(?:noch\s+)?(?:ergänzt|nachgereicht))
          |(?:(?:a\s+)?resposta\s+)?(?:em\s+(?:breve|construção|andamento|desenvolvimento)|a\s+(?:fazer|definir|preencher)|pendente|sem\s+resposta(?:\s+ainda)?|por\s+fazer)
          |(?:(?:la\s+)?risposta\s+)?(?:in\s+arrivo|in\s+(?:costruzione|lavorazione)|prossimamente|da\s+(?:fare|completare|definire)|(?:disponibile\s+)?a\s+breve)
          |(?:قريب[اً]+|سيتم\s+(?:إضافة|الإضافة|اضافة).{0,30}|(?:الإجابة|الجواب)\s+(?:قريب[اً]*|لاحق[اً]*)|لاحق[اً]+|قيد\s+(?:الإنشاء|الكتابة|العمل))
          |(?:yakında|hazırlanıyor|cevap\s+yakında|eklenecek)
          |(?:đang\s+cập\s+nhật|sắp\s+có|chưa\s+có\s+(?:câu\s+trả\s+lời|đáp\s+án))
        )$
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Whole();
}
