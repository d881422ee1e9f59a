using System.Globalization;
using CsCheck;
using Drill.WebChat.Entering;

namespace Drill.Chat.Tests.WebChat;

public sealed class WebNameTests
{
    [Theory]
    [InlineData("Ann", "Ann")]
    [InlineData("  Ann \t B.  ", "Ann B.")]
    [InlineData("林晓雨", "林晓雨")]
    [InlineData("<b>@everyone</b>", "<b>@everyone</b>")]
    [InlineData("مرحبا", "مرحبا")]
    [InlineData("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦")]
    [InlineData("line\nbreak\u0000", "line break")]
    [InlineData("abc\u202Edef", "abcdef")]
    public void A_name_is_any_visible_text_without_control_characters(string typed, string name) =>
        Assert.Equal(new NameVerdict(name, NameProblem.None), NameRules.Check(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("\u200B\u200D\uFE0F")]
    [InlineData("\u202E\u3164")]
    [InlineData("\u0301\u0301")]
    public void A_name_with_nothing_to_see_is_refused(string? typed) => Assert.Equal(NameProblem.Empty, NameRules.Check(typed).Problem);

    [Fact]
    public void A_name_has_at_most_forty_characters_as_people_count_them()
    {
        Assert.Equal(NameProblem.None, NameRules.Check(new string('x', 40)).Problem);
        Assert.Equal(NameProblem.TooLong, NameRules.Check(new string('x', 41)).Problem);
        Assert.Equal(NameProblem.None, NameRules.Check(string.Concat(Enumerable.Repeat("👍🏽", 40))).Problem);
        Assert.Equal(NameProblem.TooLong, NameRules.Check(string.Concat(Enumerable.Repeat("👍🏽", 41))).Problem);
        Assert.Equal(NameProblem.TooLong, NameRules.Check("a" + new string('\u0301', 500)).Problem);
        Assert.Equal(NameProblem.TooLong, NameRules.Check(new string('x', 1_000_000)).Problem);
    }

    [Fact]
    public void Whatever_is_typed_an_accepted_name_stays_as_it_is_and_fits_into_the_cookie() => Gen.String.Sample(typed =>
    {
        var verdict = NameRules.Check(typed);
        if (verdict.Problem != NameProblem.None)
        {
            return;
        }

        Assert.Equal(verdict, NameRules.Check(verdict.Name));
        Assert.InRange(new StringInfo(verdict.Name).LengthInTextElements, 1, NameRules.MaximumGraphemes);
        var cookie = PersonCookie.Create(verdict.Name);
        Assert.Equal(cookie, PersonCookie.Parse(cookie.ToString()));
        Assert.True(cookie.ToString().Length < 2_000);
    });

    [Fact]
    public void A_person_keeps_their_id_when_they_change_their_name()
    {
        var ann = PersonCookie.Create("Ann");
        Assert.Equal(ann.UserId, (ann with { Name = "Anna" }).UserId);
        Assert.Matches("^[0-9a-f]{32}$", ann.UserId);
        Assert.DoesNotContain(ann.Secret, ann.UserId, StringComparison.Ordinal);
        Assert.NotEqual(ann.UserId, PersonCookie.Create("Ann").UserId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("2.AAAAAAAAAAAAAAAAAAAAAA.QW5u")]
    [InlineData("1.short.QW5u")]
    [InlineData("1.AAAAAAAAAAAAAAAAAAAAAA.!!!")]
    [InlineData("1.AAAAAAAAAAAAAAAAAAAAAA.")]
    public void A_cookie_of_another_shape_is_nobody(string text) => Assert.Null(PersonCookie.Parse(text));
}
