using BotHost.Tests.Hosting;
using Drill.Content;
using Drill.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace BotHost.Tests.Structure;

/// <summary>The C# in the shipped banks. Each piece claims to be a whole program that <c>dotnet run FILE</c> runs, so each must compile as it stands.</summary>
public sealed class ShippedProgramsTests
{
    private const string Web = "#:sdk Microsoft.NET.Sdk.Web";

    private static readonly string Content = Path.Combine(DrillHostFixture.Root, "content");

    private static readonly CSharpParseOptions Options = CSharpParseOptions.Default
        .WithLanguageVersion(LanguageVersion.CSharp14)
        .WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>Packages that were built against an older framework; the SDK is silent about them too.</summary>
    private static readonly KeyValuePair<string, ReportDiagnostic>[] Ignored = [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)];

    /// <summary>What a program may use: all that this test program loads, which is the framework, ASP.NET Core and the packages of the storage.</summary>
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    [Fact]
    public void Every_program_in_the_shipped_banks_compiles_without_a_warning()
    {
        var programs = Programs().ToArray();
        Assert.NotEmpty(programs);
        Assert.Equal(Fences(), programs.Length);

        var complaints = from program in programs
                         from diagnostic in Compile(program.Code)
                         select $"{program.Where}: {diagnostic}";
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("Console.WriteLine(Enumerable.Range(0, 3).Sum());", true)]
    [InlineData("#:package Some.Package@1.0.0\nConsole.WriteLine(1);", true)]
    [InlineData(Web + "\n_ = WebApplication.CreateBuilder();", true)]
    [InlineData("_ = WebApplication.CreateBuilder();", false)]
    [InlineData("Console.WriteLine(missing);", false)]
    [InlineData("string text = null;", false)]
    [InlineData("class NoEntryPoint;", false)]
    public void A_program_is_judged_as_the_command_line_would(string code, bool isSound) => Assert.Equal(isSound, Compile(code).Count == 0);

    private static List<Diagnostic> Compile(string code)
    {
        string[] implied =
        [
            "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
            .. code.StartsWith(Web, StringComparison.Ordinal) ? WebNamespaces : [],
        ];
        var usings = string.Concat(implied.Select(name => $"global using {name};\n"));
        var compilation = CSharpCompilation.Create(
            "demo",
            [CSharpSyntaxTree.ParseText(code, Options), CSharpSyntaxTree.ParseText(usings, Options)],
            References.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: Ignored));
        return [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];
    }

    private static string[] WebNamespaces =>
    [
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing",
        "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    ];

    /// <summary>How many pieces of C# the files hold, counted without reading them as a bank: none may be lost on the way.</summary>
    private static int Fences() =>
        Directory.EnumerateFiles(Content, "*.md", SearchOption.AllDirectories).SelectMany(File.ReadLines).Count(line => line.Trim() is "```csharp");

    private static IEnumerable<(string Where, string Code)> Programs() =>
        from question in BankCompiler.CompileFolders([Content]).Bank.Questions
        from variant in question.Variants
        from block in variant.Prompt.Then(variant.Answer).Blocks.OfType<CodeBlock>()
        where block.Language is "csharp"
        select ($"{question.Id} {variant.Language}", block.Code);
}
