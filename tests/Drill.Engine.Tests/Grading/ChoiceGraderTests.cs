using CsCheck;
using Drill.Grading;
using Drill.Questions;

namespace Drill.Engine.Tests.Grading;

public sealed class ChoiceGraderTests
{
    private static readonly ChoiceForm Form = new(
        null,
        [
            new ChoiceOption("A", "The cross-attention layers", true), new ChoiceOption("B", "O(n) steps", false),
            new ChoiceOption("C", "O(n²) steps", true), new ChoiceOption("D", "图像编码器", false),
        ],
        null);

    [Fact]
    public void Only_the_whole_choice_is_right()
    {
        Assert.Equal((1.0, Guard.None, "choice-1"), (Grade(0, 2).Coverage, Grade(0, 2).Guard, Grade(0, 2).GraderVersion));
        Assert.Equal(0, Grade(0).Coverage);
        Assert.Equal(0, Grade(0, 1, 2).Coverage);
        Assert.Equal(0, Grade(1, 3).Coverage);
        Assert.Equal(1, Grade(2, 0, 2).Coverage);
        Assert.True(Grade(0, 2).IsFull);
        Assert.False(Grade(0).IsFull);
    }

    [Fact]
    public void No_choice_is_not_graded()
    {
        Assert.Equal(Guard.Empty, Grade().Guard);
        Assert.Equal(Guard.Empty, Grade(-1, 4, 99).Guard);
    }

    [Theory]
    [InlineData("b", 1)]
    [InlineData("B.", 1)]
    [InlineData("(b)", 1)]
    [InlineData("Ｂ", 1)]
    [InlineData("A, C", 0, 2)]
    [InlineData("a and c", 0, 2)]
    [InlineData("AC", 0, 2)]
    [InlineData("ca", 0, 2)]
    [InlineData("1 3", 0, 2)]
    [InlineData("13", 0, 2)]
    [InlineData("选B", 1)]
    [InlineData("我选 A 和 C", 0, 2)]
    [InlineData("答案是：Ａ、Ｃ", 0, 2)]
    [InlineData("第2个", 1)]
    [InlineData("The answer is D", 3)]
    [InlineData("the cross attention layers", 0)]
    [InlineData("O(n) steps", 1)]
    [InlineData("o(n²) STEPS", 2)]
    [InlineData("图像编码器", 3)]
    [InlineData("The cross-attention layers\nO(n²) steps", 0, 2)]
    public void A_typed_choice_is_read(string text, params int[] chosen)
    {
        var reading = ChoiceGrader.Read(Form, text);
        Assert.Equal(ChoiceProblem.None, reading.Problem);
        Assert.Equal(chosen, reading.Chosen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("e")]
    [InlineData("5")]
    [InlineData("0")]
    [InlineData("not b")]
    [InlineData("b because it is linear")]
    [InlineData("AA")]
    [InlineData("steps")]
    [InlineData("99999999999999999999")]
    public void What_leaves_a_doubt_is_not_read(string text)
    {
        var reading = ChoiceGrader.Read(Form, text);
        Assert.NotEqual(ChoiceProblem.None, reading.Problem);
        Assert.Empty(reading.Chosen);
    }

    [Fact]
    public void Labels_that_are_numbers_are_labels_and_not_places()
    {
        var form = new ChoiceForm(null, [new ChoiceOption("2", "two", true), new ChoiceOption("1", "one", false)], null);
        Assert.Equal([0], ChoiceGrader.Read(form, "2").Chosen);
    }

    [Fact]
    public void Ten_options_can_be_named_by_number()
    {
        var form = new ChoiceForm(null, [.. "ABCDEFGHIJ".Select(c => new ChoiceOption(c.ToString(), $"option text {c}", c == 'J'))], null);
        Assert.Equal([9], ChoiceGrader.Read(form, "10").Chosen);
        Assert.Equal([8], ChoiceGrader.Read(form, "i").Chosen);
    }

    [Fact]
    public void Nothing_that_is_typed_breaks_the_reader() => Gen.OneOf(Gen.String, Gen.String[Gen.Char["abcdABCD12345 ,;\n选和\ud800Ａ"], 0, 40]).Sample(text =>
    {
        var reading = ChoiceGrader.Read(Form, text);
        return reading.Chosen.All(i => i is >= 0 and < 4) && reading.Chosen.IsEmpty == (reading.Problem != ChoiceProblem.None);
    });

    private static Verdict Grade(params int[] chosen) => ChoiceGrader.Grade(Form, chosen);
}
