using Drill.Content;
using Drill.Questions;

namespace Drill.WebChat.Pages;

/// <summary>Addresses of the bank's pages, relative to the base.</summary>
internal static class BankAddress
{
    public static string Of(Topic topic) => $"bank/{Uri.EscapeDataString(topic.Id)}";

    public static string Of(Question question) => $"question/{string.Join('/', question.Id.Value.Split('/').Select(Uri.EscapeDataString))}";
}
