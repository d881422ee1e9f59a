using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Text;

namespace Drill.TelegramChat.Calling;

/// <summary>A line at whose other end nobody is: every message is said to have arrived, and <c>getUpdates</c> brings what was put on it.</summary>
internal sealed class LineToNowhere : HttpMessageHandler
{
    private readonly List<string> updates = [];
    private int messages;
    private int told;

    /// <summary>How many messages were sent.</summary>
    public int Messages => messages;

    /// <summary>Puts an update on the line.</summary>
    /// <param name="member">Its only member beside the id, as JSON: <c>"message":{…}</c>.</param>
    public void Put(string member) => updates.Add(string.Create(CultureInfo.InvariantCulture, $$"""{"update_id":{{++told}},{{member}}}"""));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var isAlone = request.Content is { } content && (await content.ReadAsStringAsync(cancellationToken)).Contains("ephemeral_message_parameters", StringComparison.Ordinal);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"ok":true,"result":{{Answer(request.RequestUri!.Segments[^1], isAlone)}}}""", Encoding.UTF8, "application/json") };
    }

    private string Answer(string method, bool isAlone)
    {
        switch (method)
        {
            case "getUpdates":
                var all = string.Join(',', updates);
                updates.Clear();
                return $"[{all}]";
            case "getMe":
                return """{"id":1,"is_bot":true,"first_name":"Drill","username":"rehearsal_bot"}""";
            case "getChatMember":
                return """{"status":"creator","is_anonymous":false,"user":{"id":1,"is_bot":false,"first_name":"A"}}""";
            case var _ when method.StartsWith("send", StringComparison.Ordinal) || method.StartsWith("edit", StringComparison.Ordinal):
                var number = Interlocked.Increment(ref messages) + 100;
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $$$"""{"message_id":{{{(isAlone ? 0 : number)}}},{{{(isAlone ? $"\"ephemeral_message_id\":{number}," : "")}}}"date":1772438400,"chat":{"id":-1001,"type":"supergroup","title":"G"},"photo":[{"file_id":"p{{{number}}}","file_unique_id":"u{{{number}}}","width":8,"height":8}]}""");
            default:
                return "true";
        }
    }
}
