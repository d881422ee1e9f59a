using Drill.Content;

namespace Drill.Engine.Tests.Content;

/// <summary>The bank that ships with the product.</summary>
public sealed class ShippedContentTests
{
    [Fact]
    public void The_shipped_bank_has_no_problem()
    {
        var compilation = BankCompiler.CompileFolders([Path.Combine(Repository.Root, "content")]);

        Assert.Empty(compilation.Problems);
        Assert.NotEmpty(compilation.Bank.Questions);
    }
}

/// <summary>Where the sources lie, found from the folder the tests run in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo folder) =>
        File.Exists(Path.Combine(folder.FullName, "BotHost.sln")) ? folder.FullName
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests do not run below the repository."));
}
