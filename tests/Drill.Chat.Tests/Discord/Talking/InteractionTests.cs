using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Drill.Content;
using Drill.Conversation;
using Drill.DiscordChat;
using Drill.Fakes.Discord;
using Drill.Text;
using static Drill.Chat.Tests.Discord.Talking.DiscordWorld;

namespace Drill.Chat.Tests.Discord.Talking;

/// <summary>Interactions over the gateway, with an engine that says what the test says.</summary>
[Collection(nameof(QuietMachine))]
public sealed class InteractionTests : IAsyncLifetime
{
    private DiscordWorld world = null!;

    private FakeInteractions People => world.Discord.Interactions;

    public async ValueTask InitializeAsync() => world = await DiscordWorld.StartAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    private static Task<IReadOnlyList<Reply>> Slowly(Task until, IReadOnlyList<Reply> replies) => until.ContinueWith(_ => replies, TaskScheduler.Default);

    private async Task<FakeMessage> PostAsync(params Button[] buttons)
    {
        var id = Assert.IsType<SendOutcome.Sent>(await world.Run(world.Platform.SendAsync(
            world.Address, new ChatMessage(Body.Plain("What is CLIP?"), [new ButtonRow([.. buttons])]), "key" + Guid.NewGuid().ToString("N")[..12], default))).MessageId;
        return world.Channel.Sent.Single(m => m.Id == id);
    }

    [Fact]
    public async Task A_command_reaches_the_engine_as_it_would_be_typed_and_its_answer_is_seen_by_the_asker_alone()
    {
        People.Locales[Ann.Id] = "zh-CN";
        var interaction = await People.CommandAsync(Ann, world.Channel, "question", ("level", "2"), ("topic", "vision"));
        var said = await world.SaidAsync(interaction);
        Assert.Equal("hello", said.Text);
        Assert.Equal(Ann.Id, said.OnlyFor);
        var call = Assert.IsType<CommandCall>(Assert.Single(world.Heard));
        Assert.Equal(("question", "vision 2", "zh-CN", world.Address), (call.Name, call.Arguments, call.Language, call.Chat));
        Assert.Equal(new Sender(Ann.Id, Ann.Name), call.Sender);
        Assert.Equal(interaction.Id, call.UpdateKey);
    }

    [Fact]
    public async Task What_is_for_everybody_is_seen_by_everybody()
    {
        world.Engine = _ => Task.FromResult(Say(ReplyTarget.Chat, "hello all"));
        Assert.Null((await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "question"))).OnlyFor);
    }

    [Fact]
    public async Task A_slow_engine_is_waited_for_after_the_acknowledgement_and_its_answer_takes_its_place()
    {
        var ready = new TaskCompletionSource();
        world.Engine = _ => Slowly(ready.Task, Say(ReplyTarget.AskerOnly, "at last"));
        var interaction = await People.CommandAsync(Ann, world.Channel, "me");
        var first = await world.Run(interaction.Responded);
        Assert.Equal(5, (int)first["type"]!);
        Assert.True(world.Clock.GetUtcNow() - interaction.StartedAt < TimeSpan.FromSeconds(2));
        await world.UntilRespondedAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        ready.SetResult();
        var said = await world.SaidAsync(interaction);
        Assert.Equal(("at last", Ann.Id, 1), (said.Text, said.OnlyFor, interaction.Said.Count));
    }

    [Fact]
    public async Task While_the_engine_is_slow_nothing_waits_to_see_whether_it_will_be_quick()
    {
        for (var i = 0; i < 6; i++)
        {
            var ready = new TaskCompletionSource();
            world.Engine = _ => Slowly(ready.Task, Say(ReplyTarget.AskerOnly, "at last"));
            var late = await People.CommandAsync(Ann, world.Channel, "me");
            await world.Run(late.Responded);
            ready.SetResult();
            await world.SaidAsync(late);
        }

        var done = new TaskCompletionSource();
        world.Engine = _ => Slowly(done.Task, Say(ReplyTarget.AskerOnly, "at last"));
        var stands = world.Clock.GetUtcNow();
        var next = await People.CommandAsync(Ann, world.Channel, "me");
        Assert.Equal(5, (int)(await next.Responded.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken))["type"]!);
        Assert.Equal(stands, world.Clock.GetUtcNow());
        done.SetResult();
        Assert.Equal("at last", (await world.SaidAsync(next)).Text);
    }

    [Fact]
    public async Task What_is_for_everybody_is_seen_by_everybody_also_from_a_slow_engine()
    {
        var ready = new TaskCompletionSource();
        world.Engine = _ => Slowly(ready.Task, Say(ReplyTarget.Chat, "for all"));
        var interaction = await People.CommandAsync(Ann, world.Channel, "question");
        await world.Run(interaction.Responded);
        ready.SetResult();
        await world.SaidAsync(interaction, 2);
        Assert.Equal([Ann.Id, null], interaction.Said.Select(m => m.OnlyFor));
        Assert.Equal("for all", interaction.Said[1].Text);
    }

    [Fact]
    public async Task A_pressed_panel_changes_in_place_quickly_and_slowly()
    {
        var post = await PostAsync(ButtonOf("Week"), ButtonOf("Month", argument: "m"));
        world.Engine = _ => Task.FromResult(Say(ReplyTarget.Original, "this month", ButtonRow.Of(ButtonOf("Back"))));
        await world.SaidAsync(await People.PressAsync(Ann, post, "Month"));
        Assert.Equal(("this month", 1), (post.Text, post.Edits));
        Assert.Equal("1.verb.1.m", Assert.IsType<ButtonPress>(world.Heard.Last()).Token);

        var ready = new TaskCompletionSource();
        world.Engine = _ => Slowly(ready.Task, Say(ReplyTarget.Original, "this week"));
        var press = await People.PressAsync(Ann, post, "Back");
        Assert.Equal(6, (int)(await world.Run(press.Responded))["type"]!);
        ready.SetResult();
        await world.SaidAsync(press);
        Assert.Equal(("this week", 2, 1), (post.Text, post.Edits, world.Channel.Sent.Count));
    }

    [Fact]
    public async Task Answer_opens_a_form_with_the_question_and_what_is_written_there_reaches_the_engine()
    {
        var token = new ActionToken("ans", 7);
        world.Engine = incoming => Task.FromResult<IReadOnlyList<Reply>>(incoming is ButtonPress
            ? [new TextRequest(token, "Your answer", "In your own words", Body.Plain("What is CLIP?"), 4000)]
            : Say(ReplyTarget.AskerOnly, "graded"));
        var press = await People.PressAsync(Ann, await PostAsync(new Button("Answer", token)), "Answer");
        var form = await press.Responded;
        Assert.Equal(9, (int)form["type"]!);
        Assert.Contains("What is CLIP?", form.ToJsonString(), StringComparison.Ordinal);
        var said = await world.SaidAsync(await People.SubmitAsync(Ann, press, "It learns *from* pairs.\n@everyone"));
        Assert.Equal(("graded", Ann.Id), (said.Text, said.OnlyFor));
        var sent = Assert.IsType<TextSent>(world.Heard.Last());
        Assert.Equal((token.ToString(), "It learns *from* pairs.\n@everyone"), (sent.RequestToken, sent.Text));
    }

    [Fact]
    public async Task A_form_that_is_in_memory_opens_without_asking_the_engine()
    {
        var token = new ActionToken("ans", 7);
        world.BoxFor = press => press.Token == token.ToString() ? new TextRequest(token, "Your answer", "Words", Body.Plain("What is CLIP?"), 4000) : null;
        var form = await world.Run((await People.PressAsync(Ann, await PostAsync(new Button("Answer", token)), "Answer")).Responded);
        Assert.Equal(9, (int)form["type"]!);
        Assert.Contains("What is CLIP?", form.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(world.Heard);
    }

    [Fact]
    public async Task A_form_whose_question_is_not_in_memory_waits_a_moment_for_the_engine_and_then_opens_without_it()
    {
        var token = new ActionToken("ans", 7);
        var ready = new TaskCompletionSource();
        world.BoxFor = _ => new TextRequest(token, "Your answer", "Words", Body.Empty, 4000);
        world.Engine = _ => Task.FromResult<IReadOnlyList<Reply>>([new TextRequest(token, "Your answer", "Words", Body.Plain("What is CLIP?"), 4000)]);
        var post = await PostAsync(new Button("Answer", token));
        Assert.Contains("What is CLIP?", (await (await People.PressAsync(Ann, post, "Answer")).Responded).ToJsonString(), StringComparison.Ordinal);

        world.Engine = _ => Slowly(ready.Task, Say(ReplyTarget.AskerOnly, "gone"));
        var press = await People.PressAsync(Ann, post, "Answer");
        Assert.Equal(9, (int)(await world.Run(press.Responded))["type"]!);
        Assert.True(world.Clock.GetUtcNow() - press.StartedAt < TimeSpan.FromSeconds(2));
        ready.SetResult();
        Assert.Equal("hello", await HelloAsync());
        Assert.Empty(press.Said);

        async Task<string> HelloAsync()
        {
            world.Engine = _ => Task.FromResult(Say(ReplyTarget.AskerOnly, "hello"));
            return (await world.SaidAsync(await People.SubmitAsync(Ann, press, "my answer"))).Text;
        }
    }

    [Fact]
    public async Task A_form_that_nobody_foresaw_and_that_came_too_late_is_offered_by_a_button()
    {
        var token = new ActionToken("ans", 7);
        var box = new TextRequest(token, "Your answer", "Words", Body.Plain("What is CLIP?"), 4000);
        var ready = new TaskCompletionSource();
        world.Engine = _ => Slowly(ready.Task, [box]);
        var first = await People.PressAsync(Ann, await PostAsync(new Button("Answer", token)), "Answer");
        await world.Run(first.Responded);
        ready.SetResult();
        var offer = await world.SaidAsync(first);
        Assert.Equal(Ann.Id, offer.OnlyFor);
        world.BoxFor = _ => box;
        Assert.Equal(9, (int)(await world.Run((await People.PressAsync(Ann, offer, "Write")).Responded))["type"]!);
    }

    [Fact]
    public async Task A_long_answer_comes_in_as_many_hidden_messages_as_it_needs_with_the_buttons_below_the_last()
    {
        var body = new Body([.. Enumerable.Range(0, 120).Select(i => Paragraph.Of($"{i} " + new string('x', 90)))]);
        world.Engine = _ => Task.FromResult<IReadOnlyList<Reply>>([new MessageReply(ReplyTarget.AskerOnly, new ChatMessage(body, [ButtonRow.Of(ButtonOf("Report"))]))]);
        var interaction = await People.CommandAsync(Ann, world.Channel, "reveal");
        await world.SaidAsync(interaction, 3);
        Assert.All(interaction.Said, m => Assert.Equal(Ann.Id, m.OnlyFor));
        Assert.All(interaction.Said.SkipLast(1), m => Assert.Empty(m.Buttons));
        Assert.Single(interaction.Said[^1].Buttons);
        Assert.Equal(string.Concat(Enumerable.Range(0, 120).Select(i => $"{i}" + new string('x', 90))), string.Concat(string.Concat(interaction.Said.Select(m => m.Text)).Where(char.IsLetterOrDigit)));
    }

    [Fact]
    public async Task When_the_engine_fails_people_are_told_and_the_next_command_works()
    {
        world.Engine = _ => throw new InvalidOperationException("broken");
        Assert.Contains("went wrong", (await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "me"))).Text, StringComparison.Ordinal);
        world.Engine = _ => Task.FromResult(Say(ReplyTarget.AskerOnly, "fine"));
        Assert.Equal("fine", (await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "me"))).Text);
    }

    [Fact]
    public async Task A_token_that_ran_out_and_a_message_that_is_gone_do_no_harm()
    {
        var ready = new TaskCompletionSource();
        world.Engine = _ => Slowly(ready.Task, Say(ReplyTarget.AskerOnly, "too late"));
        var late = await People.CommandAsync(Ann, world.Channel, "me");
        await world.Run(late.Responded);
        await world.UntilRespondedAsync();
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        ready.SetResult();
        await world.Clock.UntilAsync(world.Discord, () => world.Log.Lines.Any(l => l.Contains("10015", StringComparison.Ordinal)));

        var post = await PostAsync(ButtonOf("Week"));
        var again = new TaskCompletionSource();
        world.Engine = _ => Slowly(again.Task, Say(ReplyTarget.Original, "edited"));
        var press = await People.PressAsync(Ann, post, "Week");
        await world.Run(press.Responded);
        post.IsGone = true;
        again.SetResult();
        await world.Clock.UntilAsync(world.Discord, () => world.Log.Lines.Any(l => l.Contains("10008", StringComparison.Ordinal)));

        world.Engine = _ => Task.FromResult(Say(ReplyTarget.AskerOnly, "fine"));
        Assert.Equal("fine", (await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "me"))).Text);
    }

    [Fact]
    public async Task An_interaction_that_comes_twice_is_the_same_update_and_is_answered_once()
    {
        var interaction = await People.CommandAsync(Ann, world.Channel, "me");
        await world.SaidAsync(interaction);
        await People.RepeatAsync(interaction);
        await world.Clock.UntilAsync(world.Discord, () => world.Log.Lines.Any(l => l.Contains("40060", StringComparison.Ordinal)));
        Assert.Single(interaction.Said);
        Assert.Single(world.Heard.Select(h => h.UpdateKey).Distinct());
    }

    [Fact]
    public async Task An_answer_that_discord_failed_to_take_is_tried_again()
    {
        world.Discord.Rest.Next("POST", "interactions/{id}/{id}/callback", FakeRest.Error(502));
        Assert.Equal("hello", (await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "me"))).Text);
    }

    [Fact]
    public async Task Many_choices_become_a_select_and_its_value_is_the_press()
    {
        var rows = Enumerable.Range(0, 6).Select(i => ButtonRow.Of(ButtonOf($"Option {i}", argument: $"{i}"))).ToImmutableArray();
        world.Engine = _ => Task.FromResult<IReadOnlyList<Reply>>([new MessageReply(ReplyTarget.AskerOnly, new ChatMessage(Body.Plain("choose"), rows))]);
        var said = await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "settings"));
        var select = FakeMessage.All(said.Body["components"] as JsonArray).Single(c => (int?)c["type"] == 3);
        Assert.Equal(6, select["options"]!.AsArray().Count);
        Assert.Equal("1.verb.1.3", (string?)select["options"]![3]!["value"]);
    }

    [Fact]
    public async Task Buttons_that_carry_the_same_are_told_apart_for_discord_only()
    {
        var post = await PostAsync(ButtonOf("One"), ButtonOf("Two"));
        await world.SaidAsync(await People.PressAsync(Ann, post, "Two"));
        Assert.Equal("1.verb.1.", Assert.IsType<ButtonPress>(world.Heard.Last()).Token);
    }

    [Fact]
    public async Task Forged_controls_and_unknown_kinds_are_answered()
    {
        var post = await PostAsync(ButtonOf("One"));
        Assert.Equal("hello", (await world.SaidAsync(await People.PressIdAsync(Ann, post, "rubbish"))).Text);
        Assert.Equal("rubbish", Assert.IsType<ButtonPress>(world.Heard.Last()).Token);
    }

    [Fact]
    public async Task Zones_and_topics_complete_themselves_while_they_are_typed()
    {
        world.Library.Swap(new Compilation(
            new QuestionBank([], [new Topic("vision", ImmutableSortedDictionary<string, string>.Empty.Add("en", "Vision").Add("zh", "视觉"), 3), new Topic("audio", ImmutableSortedDictionary<string, string>.Empty.Add("en", "Audio"), 2)]), []));
        Assert.Equal("Europe/London", (await ChoicesAsync("daily", "value", "Lond", ("action", "zone")))[0].Value);
        Assert.Equal("Asia/Shanghai", (await ChoicesAsync("daily", "value", "北京", ("action", "zone")))[0].Value);
        Assert.Equal(DiscordLimits.Choices, (await ChoicesAsync("daily", "value", "", ("action", "zone"))).Count);
        Assert.Equal([("Vision", "vision"), ("Audio", "audio")], await ChoicesAsync("question", "topic", ""));
        Assert.Equal([("audio,Vision", "audio,vision")], await ChoicesAsync("daily", "value", "audio, vis", ("action", "topics")));
        Assert.Equal([("9:00 UTC", "9:00 UTC")], await ChoicesAsync("daily", "value", "9:00 UTC", ("action", "on")));
        People.Locales[Ann.Id] = "zh-CN";
        Assert.Equal([("视觉", "vision")], await ChoicesAsync("leaderboard", "topic", "视"));
        Assert.Empty(world.Heard);
    }

    private async Task<IReadOnlyList<(string Name, string Value)>> ChoicesAsync(string command, string option, string typed, params (string, string)[] chosen)
    {
        var answer = await world.Run((await People.AutocompleteAsync(Ann, world.Channel, command, option, typed, chosen)).Responded);
        Assert.Equal(8, (int)answer["type"]!);
        return [.. answer["data"]!["choices"]!.AsArray().Select(c => ((string)c!["name"]!, (string)c["value"]!))];
    }

    [Fact]
    public async Task In_the_thread_below_a_post_people_speak_to_the_channels_question_and_other_threads_are_chats_of_their_own()
    {
        var ours = new FakeChannel("210000000000000001", world.Guild.Id, 11, "ours") { ParentId = world.Channel.Id, OwnerId = FakeDiscord.ApplicationId, Permissions = FakePermissions.All };
        var theirs = new FakeChannel("210000000000000002", world.Guild.Id, 11, "theirs") { ParentId = world.Channel.Id, OwnerId = Bob.Id, Permissions = FakePermissions.All };
        world.Discord.Channels[ours.Id] = ours;
        world.Discord.Channels[theirs.Id] = theirs;
        await world.SaidAsync(await People.CommandAsync(Ann, ours, "answer", ("text", "x")));
        await world.SaidAsync(await People.CommandAsync(Ann, theirs, "answer", ("text", "x")));
        Assert.Equal([world.Channel.Id, theirs.Id], world.Heard.Select(h => h.Chat.Thread!));
    }

    [Fact]
    public async Task In_direct_messages_commands_buttons_and_plain_text_reach_the_engine_as_one_private_chat()
    {
        await world.SaidAsync(await People.CommandAsync(Bob, world.Discord.DirectChannel(Bob), "question"));
        await People.WriteAsync(Bob, "my answer");
        await world.Clock.UntilAsync(world.Discord, () => world.Heard.Count == 2 && world.Discord.DirectChannel(Bob).Sent.Count == 3);
        Assert.All(world.Heard, h => Assert.Equal(new ChatAddress("discord", "@" + Bob.Id, null, IsPrivate: true), h.Chat));
        Assert.Equal("my answer", Assert.IsType<TextSent>(world.Heard.Last()).Text);
        Assert.Equal("hello", world.Discord.DirectChannel(Bob).Sent[^1].Text);
    }

    [Fact]
    public async Task Admins_are_those_who_manage_the_server()
    {
        People.Admins.Add(Ann.Id);
        await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "daily"));
        await world.SaidAsync(await People.CommandAsync(Bob, world.Channel, "daily"));
        Assert.True(await world.Platform.IsAdminAsync(world.Address, new Sender(Ann.Id, ""), default));
        Assert.False(await world.Platform.IsAdminAsync(world.Address, new Sender(Bob.Id, ""), default));
        Assert.False(await world.Platform.IsAdminAsync(world.Address, new Sender("999", ""), default));
    }

    [Fact]
    public async Task What_happens_to_servers_and_channels_is_told_to_the_engine()
    {
        var guild = world.Discord.AddGuild("new", isNew: true);
        var channel = world.Discord.AddChannel(guild);
        await world.Discord.Gateway.DispatchAsync("GUILD_CREATE", guild.ToJson([channel]));
        await world.Clock.UntilAsync(world.Discord, () => channel.Sent.Count == 1);
        Assert.Equal("welcome", channel.Sent[0].Text);

        // One that has no channel for such words is not greeted.
        var mute = world.Discord.AddGuild("mute", isNew: true);
        await world.Discord.Gateway.DispatchAsync("GUILD_CREATE", mute.ToJson([]));
        await Clock.StillAsync(() => world.Changes.OfType<ChatChange.Joined>().Any(j => j.Chat == new ChatAddress("discord", mute.Id, null, false)));

        await world.Discord.Gateway.DispatchAsync("CHANNEL_DELETE", channel.ToJson());
        await world.Discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = guild.Id, ["unavailable"] = true });
        await world.Discord.Gateway.DispatchAsync("GUILD_DELETE", new JsonObject { ["id"] = guild.Id });
        await Clock.StillAsync(() => world.Changes.OfType<ChatChange.Left>().Count() == 2);
        Assert.Equal([new ChatAddress("discord", guild.Id, channel.Id, false), new ChatAddress("discord", guild.Id, null, false)], world.Changes.OfType<ChatChange.Left>().Select(l => l.Chat).OrderBy(c => c.Thread is null));
    }

    [Fact]
    public async Task Commands_are_put_once_with_both_languages_and_only_admins_see_theirs()
    {
        var commands = world.Discord.Commands[""].OfType<JsonObject>().ToList();
        Assert.Equal(world.Table.Summaries("en").Count, commands.Count);
        var daily = commands.Single(c => (string?)c["name"] == "daily");
        Assert.Equal("32", (string?)daily["default_member_permissions"]);
        Assert.All(commands, c => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", (string?)c["description_localizations"]!["zh-CN"]!));
        Assert.All(commands, c => Assert.Equal("[0,1]", c["contexts"]!.ToJsonString()));
        var question = commands.Single(c => (string?)c["name"] == "question");
        Assert.True((bool?)question["options"]![0]!["autocomplete"]);
        Assert.Equal(["1", "2", "3"], question["options"]![1]!["choices"]!.AsArray().Select(c => (string)c!["value"]!));

        Assert.Equal(["week", "month", "all", "hide", "show"], commands.Single(c => (string?)c["name"] == "leaderboard")["options"]![0]!["choices"]!.AsArray().Select(c => (string)c!["value"]!));
        Assert.Equal(["language", "hide", "chat language", "zone", "form", "votes", "pictures"], commands.Single(c => (string?)c["name"] == "settings")["options"]![0]!["choices"]!.AsArray().Select(c => (string)c!["value"]!));

        // Every action that the command knows can be chosen, by its name in the language of the client.
        var actions = daily["options"]![0]!["choices"]!.AsArray();
        Assert.Equal(["on", "off", "status", "now", "hour", "zone", "weekdays", "topics", "levels", "reveal", "thread", "pin", "void", "unvoid"], actions.Select(a => (string)a!["value"]!));
        Assert.All(actions, a => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", (string)a!["name_localizations"]!["zh-CN"]!));
        discordCount(world);

        // A new session puts nothing that Discord has.
        await world.Discord.Gateway.Current.InvalidateAsync(canResume: false);
        await world.Clock.UntilAsync(world.Discord, () => world.Discord.Gateway.Journal.Count(e => e.StartsWith("ready", StringComparison.Ordinal)) == 2);
        await world.SaidAsync(await People.CommandAsync(Ann, world.Channel, "me"));
        discordCount(world);

        static void discordCount(DiscordWorld world) => Assert.Equal(1, world.Discord.CommandPuts);
    }

    [Fact]
    public async Task For_trying_out_commands_are_put_in_one_server_alone()
    {
        await using var trying = await StartAsync(change: (_, options) => options.TestGuild = "600000000000000001");
        Assert.Equal(["600000000000000001"], trying.Discord.Commands.Keys);
    }

    [Fact]
    public async Task Commands_that_discord_could_not_take_are_put_again_until_it_can()
    {
        await using var late = await StartAsync(isEndpoint: true, change: (discord, _) => discord.Rest.Next("PUT", "applications/{id}/commands", FakeRest.Error(503), times: 5));
        Assert.Equal(1, late.Discord.CommandPuts);
        Assert.Equal(6, late.Discord.Rest.Requests.Count(r => r.Method == "PUT"));
    }

    [Fact]
    public async Task Two_hours_of_trouble_lose_no_interaction_and_double_none()
    {
        var random = new Random(7);
        var interactions = new List<FakeInteraction>();
        var end = world.Clock.GetUtcNow() + TimeSpan.FromHours(2);
        world.Discord.Gateway.FrameSize = 512;
        world.Discord.Rest.Inspect = null;
        while (world.Clock.GetUtcNow() < end)
        {
            interactions.Add(await People.CommandAsync(Ann, world.Channel, "me"));
            if (random.Next(3) == 0)
            {
                var connection = world.Discord.Gateway.Connections.OrderByDescending(c => c.Number).FirstOrDefault();
                await (random.Next(5) switch
                {
                    _ when connection is null => Task.CompletedTask,
                    0 => connection.AskToReconnectAsync(),
                    1 => connection.InvalidateAsync(canResume: true),
                    2 => connection.CloseAsync(4000),
                    3 => Task.Run(connection.Break),
                    _ => connection.AskForHeartbeatAsync(),
                }).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            var last = interactions[^1];
            await world.Clock.UntilAsync(world.Discord, () => world.Heard.Any(h => h.UpdateKey == last.Id), step: 250);
            world.Clock.Advance(TimeSpan.FromSeconds(random.Next(20, 90)));
        }

        Assert.InRange(interactions.Count, 80, 500);
        Assert.Equal(interactions.Select(i => i.Id), world.Heard.Select(h => h.UpdateKey));
        Assert.True(world.Discord.Gateway.Journal.Count(e => e == "resumed") > 10);
    }
}
