using CsCheck;
using Drill.Text;

namespace Drill.Engine.Tests;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("embedding", "embeding", 1)]
    [InlineData("lodnon", "london", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    public void A_swap_of_neighbours_is_one_step(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Between(a, b));

    [Fact]
    public void The_distance_is_the_same_both_ways_and_at_most_the_longer_length() =>
        Gen.Select(Gen.String[Gen.Char['a', 'd'], 0, 9], Gen.String[Gen.Char['a', 'd'], 0, 9]).Sample((a, b) =>
        {
            var distance = EditDistance.Between(a, b);
            return distance == EditDistance.Between(b, a)
                && distance <= Math.Max(a.Length, b.Length)
                && distance >= Math.Abs(a.Length - b.Length)
                && (distance == 0) == string.Equals(a, b, StringComparison.Ordinal)
                && EditDistance.Within(a, b, 1) == (distance <= 1);
        });

    [Fact]
    public void Very_long_words_are_not_measured() => Assert.Equal(200, EditDistance.Between(new string('a', 200), new string('a', 199)));
}
