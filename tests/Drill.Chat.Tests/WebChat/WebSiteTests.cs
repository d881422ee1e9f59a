using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using Drill.Content;

namespace Drill.Chat.Tests.WebChat;

public sealed class WebSiteTests
{
    private const string Key = "open sesame";
    private const string AdminKey = "keeper of keys";

    [Theory]
    [InlineData("/")]
    [InlineData("/you")]
    [InlineData("/bank")]
    [InlineData("/enter")]
    [InlineData("/web/drill.css")]
    public async Task Every_answer_forbids_foreign_scripts_frames_and_guessed_types(string path)
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task The_first_page_holds_no_inline_script_or_style_and_loads_nothing_from_elsewhere()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        await EnterAsync(browser, "Ann");
        foreach (var path in new[] { "/", "/you", "/private" })
        {
            var page = await browser.GetStringAsync(path, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<script>", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("href=\"http", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_page_that_is_not_connected_yet_has_no_button_whose_press_would_be_lost()
    {
        using var files = new PlatformBank();
        await using var site = await WebSite.StartAsync(bank: files.Compilation.Bank);
        using var browser = site.Browser();
        await EnterAsync(browser, "Ann");
        var question = files.Compilation.Bank.Questions[0].Id.Value;
        foreach (var path in new[] { "/", "/private", "/question/" + question })
        {
            var page = await browser.GetStringAsync(path, TestContext.Current.CancellationToken);
            var buttons = Buttons(WithoutPens(page));
            Assert.NotEmpty(buttons);
            Assert.All(buttons, button => Assert.Contains(" disabled", button, StringComparison.Ordinal));
        }

        // What stands in a disabled fieldset cannot be pressed either.
        static string WithoutPens(string page) => Regex.Replace(page, "<fieldset[^>]* disabled.*?</fieldset>", "", RegexOptions.Singleline | RegexOptions.NonBacktracking);

        // Buttons of forms need no connection, nor do the two which our own script serves.
        static List<string> Buttons(string page) => [.. Regex.Matches(page, "<button[^>]*type=\"button\"[^>]*>", RegexOptions.NonBacktracking).Select(match => match.Value)
            .Where(button => !button.Contains(" data-drill=\"jump\"", StringComparison.Ordinal) && !button.Contains(" id=\"retry-now\"", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Entering_sets_a_cookie_that_no_script_can_read()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var answer = await WebSite.PostAsync(browser, "/enter", ("name", "Ann <b>"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("drill_person=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Ann &lt;b&gt;", await browser.GetStringAsync("/you", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("   ", "at least one visible character")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "at most 40 characters")]
    public async Task A_name_that_does_not_do_is_answered_with_a_sentence_and_kept_in_the_form(string name, string sentence)
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var answer = await WebSite.PostAsync(browser, "/enter", ("name", name));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing_and_says_so()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var answer = await WebSite.PostAsync(browser, "/enter", token: "forged", ("name", "Mallory"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.StartsWith("drill_person=", StringComparison.Ordinal));
        Assert.Contains("out of date", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_access_key_nobody_enters_without_it()
    {
        await using var site = await WebSite.StartAsync(o => o.AccessKey = Key);
        using var browser = site.Browser();
        using (var without = await WebSite.PostAsync(browser, "/enter", ("name", "Ann")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, without.StatusCode);
        }

        using (var wrong = await WebSite.PostAsync(browser, "/enter", ("name", "Ann"), ("key", "wrong")))
        {
            Assert.Contains("key is not right", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        using var right = await WebSite.PostAsync(browser, "/enter", ("name", "Ann"), ("key", Key));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains("Ann", await browser.GetStringAsync("/you", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_cookie_from_before_the_key_was_set_does_not_open_the_door()
    {
        await using var site = await WebSite.StartAsync(o => o.AccessKey = Key);
        using var browser = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", "drill_person=" + Drill.WebChat.Entering.PersonCookie.Create("Ann"));
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("name=\"key\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_with_the_key_opens_the_door_and_the_key_leaves_the_address()
    {
        await using var site = await WebSite.StartAsync(o => o.AccessKey = Key);
        using var browser = site.Browser();
        using var answer = await browser.GetAsync(new Uri("/?key=" + Uri.EscapeDataString(Key), UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("/", answer.Headers.Location?.ToString());
        Assert.DoesNotContain("name=\"key\"", await browser.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var wrong = await browser.GetAsync(new Uri("/?key=guess", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("/?problem=KeyWrong", wrong.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Guessing_keys_is_stopped_for_a_while_even_for_the_right_one()
    {
        await using var site = await WebSite.StartAsync(o => o.AccessKey = Key);
        using var browser = site.Browser();
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await browser.GetAsync(new Uri($"/?key=guess{i}", UriKind.Relative), TestContext.Current.CancellationToken);
        }

        using var right = await WebSite.PostAsync(browser, "/enter", ("name", "Ann"), ("key", Key));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
    }

    [Fact]
    public async Task Only_who_enters_with_the_admin_key_is_offered_the_bank()
    {
        await using var site = await WebSite.StartAsync(o => (o.AccessKey, o.AdminKey) = (Key, AdminKey));
        using var member = site.Browser();
        using var admin = site.Browser();
        await EnterAsync(member, "Ann", ("key", Key));
        await EnterAsync(admin, "Bea", ("key", AdminKey));
        Assert.DoesNotContain("href=\"bank\"", await member.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("only admins can read it", await member.GetStringAsync("/bank", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("only admins can read it", await member.GetStringAsync("/question/b/q", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("href=\"bank\"", await admin.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_page_answers_to_this_machines_own_names_only()
    {
        await using var open = await WebSite.StartAsync();
        await using var guarded = await WebSite.StartAsync(o => o.AccessKey = Key);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, await StatusAsync(open, "rebound.example"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, "localhost:1234"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(open, "[::1]:1234"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(guarded, "drill.example"));

        static async Task<HttpStatusCode> StatusAsync(WebSite site, string host)
        {
            using var browser = site.Browser();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Host = host;
            using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Another_sites_page_cannot_begin_a_live_connection()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await browser.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "进入房间")]
    [InlineData("fr,zh;q=0.2,en;q=0.1", "进入房间")]
    [InlineData("en-GB", "Enter the room")]
    [InlineData("fr", "Enter the room")]
    public async Task The_page_speaks_the_browsers_language(string languages, string button)
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        browser.DefaultRequestHeaders.AcceptLanguage.ParseAdd(languages);
        Assert.Contains(button, await browser.GetStringAsync("/", TestContext.Current.CancellationToken).Decoded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_was_chosen_stays()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        using var answer = await WebSite.PostAsync(browser, "/language", ("language", "zh"), ("back", "https://elsewhere.example"));
        Assert.Equal("/", answer.Headers.Location?.ToString());
        Assert.Contains("进入房间", await browser.GetStringAsync("/", TestContext.Current.CancellationToken).Decoded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_forgets_the_person()
    {
        await using var site = await WebSite.StartAsync();
        using var browser = site.Browser();
        await EnterAsync(browser, "Ann");
        var you = await browser.GetStringAsync("/you", TestContext.Current.CancellationToken);
        var token = you.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        using var answer = await WebSite.PostAsync(browser, "/leave", token, []);
        Assert.Contains("Enter the room", await browser.GetStringAsync("/", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_pictures_that_the_bank_names_are_served_and_only_to_those_who_entered()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var picture = Path.Combine(folder.FullName, "a b.png");
            await File.WriteAllBytesAsync(picture, [1, 2, 3], TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "secret.png"), "secret", TestContext.Current.CancellationToken);
            var page = Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(page, "<script>", TestContext.Current.CancellationToken);
            var bank = new QuestionBank([], [])
            {
                FigureFiles = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["figures/a b.png"] = picture,
                    ["figures/gone.png"] = picture + ".gone",
                    ["page.html"] = page,
                }.ToFrozenDictionary(StringComparer.Ordinal),
            };
            await using var site = await WebSite.StartAsync(bank: bank);
            using var browser = site.Browser();
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("figures/figures/a%20b.png"));
            await EnterAsync(browser, "Ann");
            using var answer = await browser.GetAsync(new Uri("figures/figures/a%20b.png", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal([1, 2, 3], await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal("image/png", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("figures/figures/gone.png"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("figures/page.html"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("figures/secret.png"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("figures/figures/..%2Fsecret.png"));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("figures/" + Uri.EscapeDataString(picture)));

            async Task<HttpStatusCode> StatusAsync(string path)
            {
                using var status = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
                return status.StatusCode;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task EnterAsync(HttpClient browser, string name, params (string Name, string Value)[] more)
    {
        using var answer = await WebSite.PostAsync(browser, "/enter", [("name", name), .. more]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }
}

internal static class PageText
{
    /// <summary>A page with its character references read, as a person sees it.</summary>
    public static async Task<string> Decoded(this Task<string> page) => WebUtility.HtmlDecode(await page);
}
