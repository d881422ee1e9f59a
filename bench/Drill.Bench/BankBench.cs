using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Drill.Content;
using Drill.Text;

namespace Drill.Bench;

/// <summary>Reading a bank against a bare parse of the same text, with the same pipeline: time and allocated bytes as ratios.</summary>
[MemoryDiagnoser]
[HideColumns("Error", "StdDev", "Median", "RatioSD", "Gen0", "Gen1", "Gen2")]
public class BankBench
{
    private string text = "";
    private ContentFile file = ContentFile.Named("bank.md");

    /// <summary>The manner the bank is written in.</summary>
    [Params("own", "headings", "html-headings", "details", "choices", "bullets")]
    public string Manner { get; set; } = "";

    /// <summary>Makes the text.</summary>
    [GlobalSetup]
    public void Setup()
    {
        text = BankTexts.Make(Manner, 2_000);
        file = ContentFile.Named("bank.md");
        var read = FileReader.Read(file, text).Reading?.Questions.Length ?? 0;
        Console.WriteLine($"// {Manner}: {read} questions, {text.Length} characters");
        if (read != 2_000)
        {
            throw new InvalidOperationException($"{Manner}: {read} questions were read instead of 2,000.");
        }
    }

    /// <summary>Markdig alone.</summary>
    [Benchmark(Baseline = true)]
    public object Parse() => MarkdownReader.Parse(text);

    /// <summary>Everything: manner, prompt, options, answer, ids, language, checks.</summary>
    [Benchmark]
    public object Read() => FileReader.Read(file, text);

    internal static int Run(string[] args)
    {
        BenchmarkSwitcher.FromTypes([typeof(BankBench)])
            .Run(args.Length == 0 ? ["--filter", "*"] : args, DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)));
        return 0;
    }
}
