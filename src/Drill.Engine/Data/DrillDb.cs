using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Drill.Data;

/// <summary>
/// The one model. Each database has a subclass in Drill.Storage with its own migrations. Unique indexes are the locks: whoever inserts
/// first wins, everybody else sees a <see cref="DbUpdateException"/> and reads what is there.
/// </summary>
internal abstract class DrillDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<ChatRow> Chats => Set<ChatRow>();

    public DbSet<PersonRow> Persons => Set<PersonRow>();

    public DbSet<IdentityRow> Identities => Set<IdentityRow>();

    public DbSet<QuestionCopyRow> QuestionCopies => Set<QuestionCopyRow>();

    public DbSet<PostRow> Posts => Set<PostRow>();

    public DbSet<AttemptRow> Attempts => Set<AttemptRow>();

    public DbSet<RegradingRow> Regradings => Set<RegradingRow>();

    public DbSet<SelfMarkRow> SelfMarks => Set<SelfMarkRow>();

    public DbSet<HiddenPersonRow> HiddenPersons => Set<HiddenPersonRow>();

    public DbSet<StandingTotalRow> StandingTotals => Set<StandingTotalRow>();

    public DbSet<ModelUseRow> ModelUses => Set<ModelUseRow>();

    public DbSet<PeekRow> Peeks => Set<PeekRow>();

    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();

    public DbSet<HandledUpdateRow> HandledUpdates => Set<HandledUpdateRow>();

    public DbSet<ReportRow> Reports => Set<ReportRow>();

    public DbSet<RoomEntryRow> RoomEntries => Set<RoomEntryRow>();

    public DbSet<PlatformFactRow> PlatformFacts => Set<PlatformFactRow>();

    // Only for this context: what it has added may yet be rolled back.
    private readonly Dictionary<(string Question, string Language, string Revision), QuestionCopyRow> copies = [];

    /// <summary>A copy of a question that this context has met.</summary>
    public QuestionCopyRow? FindCopy(string question, string language, string revision) => copies.GetValueOrDefault((question, language, revision));

    /// <summary>Remembers a copy for this context.</summary>
    public QuestionCopyRow KeepCopy(QuestionCopyRow copy) => copies[(copy.QuestionId, copy.Language, copy.Revision)] = copy;

    /// <summary>Rows that all contexts of one database share.</summary>
    public RowCache Rows
    {
        // Made only where no factory shares one: a context is opened for every event.
        get => field ??= new RowCache();
        init;
    }

    /// <summary>Whose turn it is to write, for all contexts of one database.</summary>
    public WriteTurns Turns
    {
        get => field ??= new WriteTurns();
        init;
    }

    /// <summary>Opens the connection, unless it is, and lets it stay open for as long as the context lives, so that statements stay prepared.</summary>
    public Task KeepOpenAsync(CancellationToken cancellationToken) =>
        Database.GetDbConnection().State is ConnectionState.Open ? Task.CompletedTask : Database.OpenConnectionAsync(cancellationToken);

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var stale = RowCache.ChangedIn(this);

        // Whoever has a transaction open has had the turn with it. The others are nearly all people.
        using var turn = Database.CurrentTransaction is null ? await Turns.TakeAsync(isUrgent: true, cancellationToken) : null;
        var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        Rows.Drop(stale);
        return count;
    }

    // An index for each foreign key would be one more for presses to keep, which nobody asks: posts are never deleted.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ChatRow>(chat =>
        {
            chat.ToTable("Chat");
            chat.HasIndex(c => new { c.Platform, c.Key, c.Thread }).IsUnique();
            chat.HasIndex(c => c.NextDueAt);
        });

        modelBuilder.Entity<PersonRow>().ToTable("Person");
        modelBuilder.Entity<IdentityRow>(identity =>
        {
            identity.ToTable("Identity");
            identity.HasIndex(i => new { i.Platform, i.User }).IsUnique();
            identity.HasIndex(i => i.PersonId);
            identity.HasOne<PersonRow>().WithMany().HasForeignKey(i => i.PersonId);
        });

        modelBuilder.Entity<QuestionCopyRow>(copy =>
        {
            copy.ToTable("QuestionCopy");
            copy.HasIndex(c => new { c.QuestionId, c.Language, c.Revision }).IsUnique();
        });

        modelBuilder.Entity<PostRow>(post =>
        {
            post.ToTable("Post");
            // One daily for a chat, a local date and a slot, whatever happens. Rows without a slot do not collide.
            post.HasIndex(p => new { p.ChatId, p.LocalDate, p.Slot }).IsUnique();
            post.HasIndex(p => new { p.ChatId, p.AskedByUpdate }).IsUnique();
            post.HasIndex(p => new { p.ClosedAt, p.ClosesAt });
            post.HasIndex(p => p.CopyId);
            post.HasOne<ChatRow>().WithMany().HasForeignKey(p => p.ChatId);
            post.HasOne<QuestionCopyRow>().WithMany().HasForeignKey(p => p.CopyId);
        });

        modelBuilder.Entity<AttemptRow>(attempt =>
        {
            attempt.ToTable("Attempt");
            attempt.HasIndex(a => new { a.PersonId, a.PostId, a.Number }).IsUnique();
            attempt.HasIndex(a => a.PostId);
            attempt.HasIndex(a => a.IdentityId);
            // Cover the leaderboard, and hold ranked attempts alone: those of a chat within a window, and of all time by person, so that nothing has to be sorted.
            attempt.HasIndex(a => new { a.ChatId, a.LocalDate, a.PersonId, a.HalfPoints, a.Topic }).HasFilter("\"IsRanked\"");
            attempt.HasIndex(a => new { a.ChatId, a.PersonId, a.HalfPoints, a.Topic }).HasFilter("\"IsRanked\"");
            attempt.HasIndex(a => new { a.PersonId, a.LocalDate });
            attempt.HasOne<PostRow>().WithMany().HasForeignKey(a => a.PostId);
            attempt.HasOne<IdentityRow>().WithMany().HasForeignKey(a => a.IdentityId);
        });

        modelBuilder.Entity<RegradingRow>(regrading =>
        {
            regrading.ToTable("Regrading");
            regrading.HasIndex(r => new { r.AttemptId, r.Revision, r.GraderVersion }).IsUnique();
            regrading.HasOne<AttemptRow>().WithMany().HasForeignKey(r => r.AttemptId);
        });

        modelBuilder.Entity<SelfMarkRow>(mark =>
        {
            mark.ToTable("SelfMark");
            mark.HasIndex(m => new { m.AttemptId, m.KeyPoint }).IsUnique();
            mark.HasIndex(m => m.PersonId);
            mark.HasOne<AttemptRow>().WithMany().HasForeignKey(m => m.AttemptId);
        });

        modelBuilder.Entity<HiddenPersonRow>(hidden =>
        {
            hidden.ToTable("HiddenPerson");
            hidden.HasKey(h => new { h.ChatId, h.PersonId });
        });

        modelBuilder.Entity<StandingTotalRow>(total =>
        {
            total.ToTable("StandingTotal");
            total.HasKey(t => new { t.ChatId, t.PersonId });
        });

        modelBuilder.Entity<ModelUseRow>(use =>
        {
            use.ToTable("ModelUse");
            use.HasKey(u => new { u.ChatId, u.LocalDate });
        });

        modelBuilder.Entity<PeekRow>(peek =>
        {
            peek.ToTable("Peek");
            // Nothing beside the key: every page that a press changes is written twice.
            peek.HasKey(p => new { p.PersonId, p.PostId, p.Kind });
            peek.HasOne<PostRow>().WithMany().HasForeignKey(p => p.PostId);
        });

        modelBuilder.Entity<DeliveryRow>(delivery =>
        {
            delivery.ToTable("Delivery");
            delivery.HasIndex(d => d.SendKey).IsUnique();
            delivery.HasIndex(d => new { d.Platform, d.State, d.NotBefore });
            delivery.HasIndex(d => new { d.ChatId, d.MessageId });
            delivery.HasIndex(d => new { d.PostId, d.Kind }).IsUnique();
            delivery.HasOne(d => d.Post).WithMany().HasForeignKey(d => d.PostId);
        });

        modelBuilder.Entity<HandledUpdateRow>(update =>
        {
            update.ToTable("HandledUpdate");
            update.HasKey(u => new { u.Platform, u.Key });
        });

        modelBuilder.Entity<ReportRow>(report =>
        {
            report.ToTable("Report");
            report.HasIndex(r => new { r.PersonId, r.PostId }).IsUnique();
            report.HasIndex(r => r.PostId);
            report.HasOne<PostRow>().WithMany().HasForeignKey(r => r.PostId);
        });

        modelBuilder.Entity<RoomEntryRow>(entry =>
        {
            entry.ToTable("RoomEntry");
            entry.HasIndex(e => new { e.Room, e.SendKey }).IsUnique();
            entry.HasIndex(e => new { e.Room, e.Id });
        });

        modelBuilder.Entity<PlatformFactRow>(fact =>
        {
            fact.ToTable("PlatformFact");
            fact.HasKey(f => new { f.Platform, f.Key });
        });
    }
}
