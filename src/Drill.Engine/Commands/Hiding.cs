using System.Globalization;
using Drill.Conversation;
using Drill.Data;
using Drill.Standing;
using Drill.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Drill.Commands;

/// <summary><c>/leaderboard hide</c> and <c>show</c>: an admin takes somebody out of this chat's ranking, and back in with all points.</summary>
internal static class Hiding
{
    private const int MostListed = 20;

    /// <summary>Hides or shows the person that a text names: by rank of all time, by name, or as the platform mentions people.</summary>
    public static async Task<IReadOnlyList<Reply>> RunAsync(CommandContext context, string text, bool isHidden, CancellationToken cancellationToken)
    {
        if (!await context.IsAdminAsync(cancellationToken))
        {
            return CommandContext.Tell(context.Phrases.AdminsOnly);
        }

        if (text.Length == 0)
        {
            return await ListAsync(context, cancellationToken);
        }

        var found = await FindAsync(context, text, cancellationToken);
        if (found.Count != 1)
        {
            return CommandContext.Tell(found.Count == 0 ? context.Phrases.NoSuchPerson(Shown.Short(text)) : context.Phrases.SeveralPeople(Shown.Short(text)));
        }

        var (chatId, personId) = (context.Chat.Id, found.Single());
        var row = await context.Db.HiddenPersons.FirstOrDefaultAsync(h => h.ChatId == chatId && h.PersonId == personId, cancellationToken);
        if (isHidden && row is null)
        {
            context.Db.HiddenPersons.Add(new HiddenPersonRow { ChatId = chatId, PersonId = personId, At = context.Now.ToStored() });
        }
        else if (!isHidden && row is not null)
        {
            context.Db.HiddenPersons.Remove(row);
        }

        await context.CommitAsync(cancellationToken);
        var name = (await NamesAsync(context, [personId], cancellationToken)).FirstOrDefault() ?? context.Phrases.Nameless;
        return CommandContext.Tell(isHidden ? context.Phrases.HiddenNow(name) : context.Phrases.ShownAgain(name));
    }

    private static async Task<IReadOnlyList<Reply>> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var hidden = await context.Db.HiddenPersons.Where(h => h.ChatId == context.Chat.Id).OrderBy(h => h.At).Select(h => h.PersonId).Take(MostListed).ToListAsync(cancellationToken);
        var body = Body.Plain(context.Phrases.WhomToHide);
        return CommandContext.Tell(hidden.Count == 0 ? body : Body.Plain(context.Phrases.HiddenPeople(await NamesAsync(context, hidden, cancellationToken))).Then(body));
    }

    private static async Task<IReadOnlyList<long>> FindAsync(CommandContext context, string text, CancellationToken cancellationToken)
    {
        var (chatId, platform) = (context.Chat.Id, context.Chat.Platform);

        // "<@123>" and "<@!123>" are how Discord writes a mention: https://docs.discord.com/developers/reference#message-formatting
        var name = text.Trim().TrimStart('<', '@', '!').TrimEnd('>');
        var lower = name.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862, MA0011 // Translated: the database makes the letters small.
        var named = await context.Db.Identities.AsNoTracking()
            .Where(i => i.Platform == platform && (i.User == name || i.Name == name || i.Name.ToLower() == lower)
                && context.Db.Attempts.Any(a => a.ChatId == chatId && a.PersonId == i.PersonId))
            .Select(i => i.PersonId).Distinct().Take(2).ToListAsync(cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        if (named.Count > 0 || !int.TryParse(text.TrimStart('#').TrimEnd('.', '='), NumberStyles.None, CultureInfo.InvariantCulture, out var rank))
        {
            return named;
        }

        var ranked = await Standings.ReadAsync(context.Db, chatId, StandingPeriod.All, context.Today, null, null, cancellationToken, top: rank);
        return [.. ranked.Where(r => r.Rank == rank).Select(r => r.Row.Person).Take(2)];
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(CommandContext context, IReadOnlyCollection<long> persons, CancellationToken cancellationToken) =>
        [.. (await context.Db.Identities.AsNoTracking().Where(i => i.Platform == context.Chat.Platform && persons.Contains(i.PersonId))
            .GroupBy(i => i.PersonId).Select(g => g.Max(i => i.Name)).ToListAsync(cancellationToken)).Select(n => Shown.Short(n ?? string.Empty))];
}
