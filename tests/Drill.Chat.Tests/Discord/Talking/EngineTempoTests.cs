using CsCheck;
using Drill.DiscordChat.Talking;
using Microsoft.Extensions.Time.Testing;

namespace Drill.Chat.Tests.Discord.Talking;

public sealed class EngineTempoTests
{
    private const bool Late = true, Quick = false;

    private readonly FakeTimeProvider time = new();

    private static EngineTempo After(FakeTimeProvider time, params IEnumerable<bool> answers)
    {
        var tempo = new EngineTempo(time);
        foreach (var answer in answers)
        {
            tempo.Note(answer);
        }

        return tempo;
    }

    [Fact]
    public void One_late_answer_makes_nothing_slow_and_four_in_a_row_do()
    {
        Assert.False(After(time).IsSlow);
        Assert.False(After(time, Late).IsSlow);
        Assert.False(After(time, Late, Late, Late).IsSlow);
        Assert.True(After(time, Late, Late, Late, Late).IsSlow);
    }

    [Fact]
    public void Four_quick_answers_end_it_however_long_it_was_slow() =>
        Gen.Int[4, 200].Sample(count => After(time, Enumerable.Repeat(Late, count)).IsSlow && !After(time, [.. Enumerable.Repeat(Late, count), Quick, Quick, Quick, Quick]).IsSlow);

    [Fact]
    public void A_tenth_of_late_answers_wherever_they_fall_never_makes_it_slow() =>
        Gen.Int[0, 9].List[1, 40].Sample(places => !After(time, places.SelectMany(p => Enumerable.Range(0, 10).Select(i => i == p ? Late : Quick))).IsSlow);

    [Fact]
    public void What_nobody_has_asked_for_ten_seconds_is_forgotten()
    {
        var tempo = After(time, Enumerable.Repeat(Late, 50));
        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.True(tempo.IsSlow);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.False(tempo.IsSlow);
        tempo.Note(Late);
        Assert.False(tempo.IsSlow);
    }
}
