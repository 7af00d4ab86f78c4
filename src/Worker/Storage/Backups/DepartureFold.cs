using Syndication.Worker.Model;

namespace Syndication.Worker.Storage.Backups;

/// <summary>What a journal of those who left comes to, read in its order.</summary>
public sealed class DepartureFold
{
    private readonly Dictionary<(string Hash, string Newsletter), Departure> newsletters = [];
    private readonly Dictionary<string, Fate> addresses = new(StringComparer.Ordinal);

    /// <summary>Reads a journal, oldest line first.</summary>
    public DepartureFold(IEnumerable<Departure> journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        foreach (var departure in journal)
        {
            if (departure.Kind is DepartureKind.Left or DepartureKind.Returned) newsletters[(departure.AddressHash, departure.Detail)] = departure;
            else addresses[departure.AddressHash] = addresses.GetValueOrDefault(departure.AddressHash).Then(departure);
        }
    }

    /// <summary>Addresses whose suppression was lifted at some time: what an older database says of them no longer holds.</summary>
    public IEnumerable<string> Lifted => addresses.Where(pair => pair.Value.Lifted is not null).Select(pair => pair.Key);

    /// <summary>Addresses that are never mailed, with the reason that suppressions would have.</summary>
    public IEnumerable<(string Hash, string Reason)> Suppressed => addresses.Select(pair => (pair.Key, Reason: pair.Value.Reason?.Detail)).Where(pair => pair.Reason is not null)!;

    /// <summary>Whether the last word about a newsletter is that the reader left it.</summary>
    public bool HasLeft(string hash, string newsletter) => newsletters.TryGetValue((hash, newsletter), out var last) && last.Kind == DepartureKind.Left;

    /// <summary>Whether the person was erased and has not come back.</summary>
    public bool IsErased(string hash) => addresses.GetValueOrDefault(hash).Erasure is not null;

    /// <summary>The fewest lines that come to the same.</summary>
    public IEnumerable<Departure> ToJournal() =>
        newsletters.Values.Concat(addresses.Values.SelectMany(fate => new[] { fate.Lifted, fate.Erasure, fate.Reason is { } reason && reason != fate.Erasure ? reason : null }).OfType<Departure>());

    /// <summary>What happened to an address.</summary>
    /// <param name="Lifted">The last time that it was set free.</param>
    /// <param name="Erasure">That its person was erased since.</param>
    /// <param name="Reason">Why it is not mailed: the first reason stays, but for an erasure, which any other takes the place of.</param>
    private readonly record struct Fate(Departure? Lifted, Departure? Erasure, Departure? Reason)
    {
        public Fate Then(Departure departure)
        {
            if (departure.Kind == DepartureKind.Lifted) return new Fate(departure, null, null);
            var isErasure = departure.Detail == nameof(SuppressionReason.Erasure);
            var replaces = Reason is null || (Reason.Detail == nameof(SuppressionReason.Erasure) && !isErasure);
            return new Fate(Lifted, isErasure ? departure : Erasure, replaces ? departure : Reason);
        }
    }
}
