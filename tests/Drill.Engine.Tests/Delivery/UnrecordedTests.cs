using Drill.Conversation;
using Drill.Delivery;

namespace Drill.Engine.Tests.Delivery;

public sealed class UnrecordedTests
{
    private readonly Unrecorded unrecorded = new();

    [Fact]
    public void Everything_is_tried_together_at_first_and_is_kept_when_that_fails()
    {
        Add(1, 2, 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([1, 2, 3], Next());
            Assert.Null(unrecorded.Failed(unrecorded.Next()));
        }

        Assert.Equal([1], Next());
        Assert.Equal(3, unrecorded.Count);
    }

    [Fact]
    public void The_one_that_fails_while_others_go_is_given_up_and_only_that()
    {
        Add(1, 2, 3);
        Fail(3);
        Assert.Null(unrecorded.Failed(unrecorded.Next()));
        Assert.Equal([2], Next());
        unrecorded.Recorded(unrecorded.Next());
        unrecorded.Recorded(unrecorded.Next());
        Assert.Equal([1], Next());
        Assert.Equal(1, unrecorded.Failed(unrecorded.Next())?.DeliveryId);
        Assert.Equal(0, unrecorded.Count);
    }

    [Fact]
    public void While_nothing_goes_nothing_is_given_up_for_ten_minutes_of_tries()
    {
        Add(1, 2);
        Fail(3 + (2 * 599));
        Assert.Equal(2, unrecorded.Count);
        Assert.NotNull(unrecorded.Failed(unrecorded.Next()));
    }

    [Fact]
    public void After_everything_was_recorded_new_ones_go_together_again()
    {
        Add(1);
        Fail(3);
        unrecorded.Recorded(unrecorded.Next());
        Add(2, 3);
        Assert.Equal([2, 3], Next());
    }

    private IEnumerable<long> Next() => unrecorded.Next().Select(f => f.DeliveryId);

    private void Add(params ReadOnlySpan<long> ids)
    {
        foreach (var id in ids)
        {
            unrecorded.Add(new Finished(id, id, new ChatAddress("memory", "c", null, IsPrivate: false), 1, null, HasFollowUps: false));
        }
    }

    private void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Null(unrecorded.Failed(unrecorded.Next()));
        }
    }
}
