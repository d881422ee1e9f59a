using Drill.Content;
using Drill.Content.Watching;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Engine.Tests.Content.Watching;

public sealed class BankWatcherTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider clock = new();
    private readonly BankLibrary library = new();

    public void Dispose() => folder.Dispose();

    private static string Bank(string id, string questions) => $"---\nbank: {id}\ntitle: Demo\nlanguage: en\nlicence: MIT\n---\n\n{questions}";

    private static string Question(string id, string answer = "Yes, it is.") => $"## Is {id} good?\n\n`id: {id}` `level: 1`\n\n### Answer\n\n{answer}\n\n### Key points\n\n- It is.\n  - is: am\n\n";

    [Fact]
    public void Nothing_is_read_again_while_nothing_changes()
    {
        folder.Write("a.md", Bank("demo", Question("one")));
        var watcher = Start();

        Assert.Equal(BankWatcher.Look.Same, watcher.LookOnce());
        Assert.Equal(BankWatcher.Look.Same, watcher.LookOnce());
    }

    [Fact]
    public void A_changed_file_is_put_in_use_once_it_lies_still()
    {
        folder.Write("a.md", Bank("demo", Question("one")));
        var watcher = Start();

        folder.Write("a.md", Bank("demo", Question("one") + Question("two")));
        Assert.Equal(BankWatcher.Look.Unsettled, watcher.LookOnce());
        Assert.Equal(["demo/one"], Ids());
        Assert.Equal(BankWatcher.Look.Reloaded, watcher.LookOnce());

        Assert.Equal(["demo/one", "demo/two"], Ids());
        Assert.Equal(BankWatcher.Look.Same, watcher.LookOnce());
    }

    [Fact]
    public void A_file_that_never_lies_still_is_read_all_the_same()
    {
        folder.Write("a.md", Bank("demo", Question("one")));
        var watcher = Start();

        var looks = Enumerable.Range(2, 30).Select(i =>
        {
            folder.Write("a.md", Bank("demo", string.Concat(Enumerable.Range(1, i).Select(n => Question("q" + n)))));
            return watcher.LookOnce();
        }).ToList();

        Assert.Contains(BankWatcher.Look.Reloaded, looks);
    }

    [Fact]
    public void New_files_and_deleted_files_and_pictures_are_noticed()
    {
        folder.Write("a.md", Bank("demo", Question("one")));
        var watcher = Start();

        folder.Write("sub/b.md", Bank("other", Question("two")));
        Reload(watcher);
        Assert.Equal(["demo/one", "other/two"], Ids());

        File.Delete(Path.Combine(folder.Path, "a.md"));
        Reload(watcher);
        Assert.Equal(["other/two"], Ids());

        folder.Write("sub/b.md", Bank("other", Question("two", "![x](x.png)")));
        Reload(watcher);
        Assert.Equal(["other"], library.KeptBanks);
        folder.Write("sub/x.png", [1]);
        Reload(watcher);
        Assert.Empty(library.KeptBanks);
        Assert.Single(library.Current.FigureFiles);
    }

    [Theory]
    [InlineData("Broken front matter", "---\nbank: demo\ntitle: \"Demo\n---\n\n")]
    [InlineData("A question without id", "---\nbank: demo\ntitle: Demo\nlanguage: en\nlicence: MIT\n---\n\n## New?\n\n### Answer\n\nYes, it is.\n")]
    public void A_broken_file_keeps_the_last_good_version_of_its_bank_whole_and_says_so(string why, string broken)
    {
        folder.Write("a.md", Bank("demo", Question("one")));
        folder.Write("b.md", Bank("demo", Question("two")));
        folder.Write("other.md", Bank("other", Question("three")));
        var watcher = Start();

        folder.Write("a.md", broken);
        folder.Write("b.md", Bank("demo", Question("two", "Reworded, it is.")));
        folder.Write("other.md", Bank("other", Question("three") + Question("four")));
        Reload(watcher);

        Assert.Equal(["demo/one", "demo/two", "other/four", "other/three"], Ids());
        Assert.Equal("Yes, it is.", Drill.Text.PlainText.Of(library.Current.Find(new("demo/two"))!.Variants[0].Answer));
        Assert.Equal(["demo"], library.KeptBanks);
        Assert.Contains(library.Problems, p => p.Severity == Severity.Error && p.Path.EndsWith("/a.md", StringComparison.Ordinal));
        Assert.NotEmpty(why);

        folder.Write("a.md", Bank("demo", Question("one", "Mended, it is.")));
        Reload(watcher);

        Assert.Empty(library.KeptBanks);
        Assert.Empty(library.Problems);
        Assert.Equal("Reworded, it is.", Drill.Text.PlainText.Of(library.Current.Find(new("demo/two"))!.Variants[0].Answer));
    }

    [Fact]
    public void A_bank_that_had_errors_from_the_start_may_get_better_step_by_step_but_no_worse()
    {
        const string noId = "## No id?\n\n### Answer\n\nYes, it is.\n\n";
        folder.Write("a.md", Bank("demo", Question("one") + noId + noId));
        var watcher = Start();

        folder.Write("a.md", Bank("demo", Question("one") + Question("two") + noId));
        Reload(watcher);
        Assert.Equal(["demo/one", "demo/two"], Ids());
        Assert.Empty(library.KeptBanks);

        folder.Write("a.md", Bank("demo", noId + noId + Question("three")));
        Reload(watcher);
        Assert.Equal(["demo/one", "demo/two"], Ids());
        Assert.Equal(["demo"], library.KeptBanks);
    }

    [Fact]
    public void When_everything_is_gone_the_bank_in_use_stays()
    {
        folder.Write("a.md", Bank("demo", Question("one")));
        var watcher = Start();

        File.Delete(Path.Combine(folder.Path, "a.md"));
        Reload(watcher);

        Assert.Equal(["demo/one"], Ids());
        Assert.Equal(["demo"], library.KeptBanks);
    }

    [Fact]
    public void A_variant_out_of_step_is_an_error_too()
    {
        folder.Write("a.en.md", Bank("demo", Question("one")));
        folder.Write("a.zh.md", Bank("demo", Question("one")).Replace("language: en", "language: zh", StringComparison.Ordinal));
        var watcher = Start();

        folder.Write("a.zh.md", Bank("demo", Question("one")).Replace("language: en", "language: zh", StringComparison.Ordinal).Replace("level: 1", "level: 2 ", StringComparison.Ordinal));
        Reload(watcher);

        Assert.Equal(["demo"], library.KeptBanks);
        Assert.Equal(2, library.Current.Questions[0].Variants.Length);
    }

    [Fact]
    public async Task While_it_runs_a_change_is_found_by_looking_now_and_then()
    {
        folder.Write("a.md", Bank("demo", Question("one")));
        var watcher = Start();
        var changed = new TaskCompletionSource();
        library.Changed += (_, _) => changed.TrySetResult();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = watcher.RunAsync(stop.Token);

        folder.Write("a.md", Bank("demo", Question("one") + Question("two")));
        while (!changed.Task.IsCompleted)
        {
            clock.Advance(BankWatcher.Poll);
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        Assert.Equal(["demo/one", "demo/two"], Ids());
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task The_file_system_tells_of_a_change_in_a_folder_and_in_a_single_file()
    {
        var file = folder.Write("sub/a.md", "one");
        using var events = new FolderEvents([folder.Path]);
        using var ofFile = new FolderEvents([file]);
        Assert.SkipUnless(events.IsComplete && ofFile.IsComplete, "This machine has no watches left.");

        folder.Write("sub/a.md", "two");

        await events.WaitAsync(TestContext.Current.CancellationToken);
        await ofFile.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_link_whose_target_changes_is_a_change()
    {
        var target = folder.Write(".versions/1/a.md", Bank("demo", Question("one")));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "a.md"), target);
        var before = ContentFingerprint.Of([folder.Path]);

        folder.Write(".versions/1/a.md", Bank("demo", Question("one") + Question("two")));

        Assert.NotEqual(before, ContentFingerprint.Of([folder.Path]));
    }

    private BankWatcher Start()
    {
        library.Swap(BankCompiler.CompileFolders([folder.Path]));
        return new BankWatcher(library, clock, NullLogger<BankWatcher>.Instance);
    }

    private static void Reload(BankWatcher watcher)
    {
        Assert.Equal(BankWatcher.Look.Unsettled, watcher.LookOnce());
        Assert.Equal(BankWatcher.Look.Reloaded, watcher.LookOnce());
    }

    private IEnumerable<string> Ids() => library.Current.Questions.Select(q => q.Id.Value).Order(StringComparer.Ordinal);
}
