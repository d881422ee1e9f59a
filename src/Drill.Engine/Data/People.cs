using Drill.Conversation;
using Drill.Text;
using Microsoft.EntityFrameworkCore;

namespace Drill.Data;

/// <summary>Finds the rows of a person, makes them at the first word, and follows their changes of name.</summary>
internal static class People
{
    /// <summary>Names are cut to so many characters before they are stored; the longest of any platform is shorter.</summary>
    public const int MaximumNameLength = 128;

    public static async Task<(PersonRow Person, IdentityRow Identity)> GetAsync(DrillDb db, Incoming incoming, CancellationToken cancellationToken)
    {
        var (platform, user) = (incoming.Chat.Platform, incoming.Sender.User);
        var name = Shown.Cut(incoming.Sender.Name.Trim(), MaximumNameLength);
        var identity = await db.Identities.FirstOrDefaultAsync(i => i.Platform == platform && i.User == user, cancellationToken);
        if (identity is null)
        {
            var newcomer = new PersonRow();
            await using var transaction = await WriteTransaction.BeginAsync(db, isUrgent: true, cancellationToken);
            db.Persons.Add(newcomer);
            await db.SaveChangesAsync(cancellationToken);
            identity = new IdentityRow { PersonId = newcomer.Id, Platform = platform, User = user, Name = name };
            db.Identities.Add(identity);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return (newcomer, identity);
        }

        if (name.Length > 0 && !string.Equals(identity.Name, name, StringComparison.Ordinal))
        {
            identity.Name = name;
            await db.SaveChangesAsync(cancellationToken);
        }

        return (await db.Persons.FirstAsync(p => p.Id == identity.PersonId, cancellationToken), identity);
    }

    /// <summary>Whether a person still has the name that is stored.</summary>
    public static bool IsNamed(IdentityRow identity, Sender sender)
    {
        var name = sender.Name.AsSpan().Trim();
        return name.Length == 0 || name.Equals(identity.Name, StringComparison.Ordinal) || string.Equals(Shown.Cut(name.ToString(), MaximumNameLength), identity.Name, StringComparison.Ordinal);
    }
}
