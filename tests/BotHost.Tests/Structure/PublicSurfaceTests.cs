using BotHost.Tests.Hosting;
using PublicApiGenerator;

namespace BotHost.Tests.Structure;

public sealed class PublicSurfaceTests
{
    [Fact]
    public void The_engines_public_surface_is_the_one_that_was_agreed_on()
    {
        var path = Path.Combine(DrillHostFixture.Root, "tests", "BotHost.Tests", "Structure", "Drill.Engine.public.txt");
        var surface = typeof(Drill.Conversation.Engine).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n");
        var agreed = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty;
        if (string.Equals(Environment.GetEnvironmentVariable("DRILL_AGREE_SURFACE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, surface);
            return;
        }

        Assert.True(
            string.Equals(agreed, surface, StringComparison.Ordinal),
            "The engine's public surface has changed. If that is meant, run the tests once with DRILL_AGREE_SURFACE=1 and commit Drill.Engine.public.txt.");
    }
}
