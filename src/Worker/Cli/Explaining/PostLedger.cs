using System.Collections.Immutable;
using Syndication.Feeds.Ledger;
using Syndication.Worker.Model;
using Syndication.Worker.Model.Pages;
using Syndication.Worker.Storage;
using Syndication.Worker.Storage.Pages;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>What is remembered of posts: in the database, else in the ledger file of <c>build</c>, else nothing.</summary>
/// <param name="State">The ledger.</param>
/// <param name="Services">The database's stores; null where there is no database.</param>
/// <param name="Past">History of the ledger file.</param>
/// <param name="Note">What the answer rests on where it is not the database; null where it is.</param>
internal sealed record PostLedger(LedgerState State, IServiceProvider? Services, ImmutableArray<LedgerPast> Past, string? Note)
{
    /// <summary>The entry of an identity, an address or a file, live or removed; or null.</summary>
    public async Task<LedgerEntry?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if ((State.FindByName(name) ?? State.FindLiveByFile(name) ?? ByUrl(name) ?? State.FindTombstone(name)) is { } entry) return entry;
        var old = Services is null
            ? Past.LastOrDefault(past => past.File == name || past.Url == name)?.Id
            : await Services.GetRequiredService<PostHistoryStore>().FindAsync(name, cancellationToken);
        return old is null ? null : State.Entries.GetValueOrDefault(old);
    }

    /// <summary>What a post was before, oldest first.</summary>
    public async Task<ImmutableArray<LedgerPast>> ReadPastAsync(string id, CancellationToken cancellationToken) =>
        Services is null ? [.. Past.Where(past => past.Id == id)] : await Services.GetRequiredService<PostHistoryStore>().ReadAsync(id, cancellationToken);

    /// <summary>When a post arrived at newsletters, by newsletter.</summary>
    public async Task<IReadOnlyDictionary<string, (long Number, DateTimeOffset At)>> ReadArrivalsAsync(string id, CancellationToken cancellationToken) =>
        Services is null
            ? ImmutableDictionary<string, (long Number, DateTimeOffset At)>.Empty
            : await Services.GetRequiredService<ArrivalStore>().ReadOfPostAsync(id, cancellationToken);

    /// <summary>The editions that carried a post.</summary>
    public async Task<IReadOnlyList<PostEdition>> ReadEditionsAsync(string id, CancellationToken cancellationToken) =>
        Services is null ? [] : await Services.GetRequiredService<EditionListStore>().ListCarryingAsync(id, cancellationToken);

    /// <summary>What is known of a post's page, or null where it never waited for it.</summary>
    public async Task<PageCheck?> ReadPageAsync(string id, CancellationToken cancellationToken) =>
        Services is null ? null : await Services.GetRequiredService<PageCheckStore>().FindAsync(id, cancellationToken);

    /// <summary>What is held.</summary>
    public async Task<IReadOnlyList<Hold>> ReadHoldsAsync(CancellationToken cancellationToken) =>
        Services is null ? [] : await Services.GetRequiredService<HoldStore>().ReadAsync(cancellationToken);

    private LedgerEntry? ByUrl(string url) => State.Owners.TryGetValue(url, out var file) ? State.FindLiveByFile(file) : null;
}
