using System.Collections.Concurrent;
using System.Collections.Frozen;
using Syndication.Worker.Mail;
using Syndication.Worker.Mail.Limits;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>The paces of all groups of recipient domains. Only its <see cref="Troubles"/> may be read by several threads at a time.</summary>
internal sealed class DomainPaces
{
    private const int MostKept = 4096;

    // Longer than any pause: a domain that is still closed by then was tried again and said so.
    private static readonly TimeSpan TroubleMemory = TimeSpan.FromMinutes(20);

    private readonly FrozenDictionary<string, DomainLimit> limits;
    private readonly DomainLimit others;
    private readonly Dictionary<string, DomainPace> paces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DomainPace>.AlternateLookup<ReadOnlySpan<char>> byDomain;
    private readonly ConcurrentDictionary<string, (string Reply, long Stamp)> troubles = new(StringComparer.Ordinal);
    private readonly TimeProvider time;

    /// <summary>Paces as they are configured; a pickup folder takes everything as it comes.</summary>
    public DomainPaces(MailOptions mail, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(mail);
        this.time = time;
        var isLimited = mail.Transport == MailTransportKind.Smtp;
        others = isLimited ? mail.OtherDomains : DomainLimit.None;
        limits = (isLimited ? mail.Domains : []).SelectMany(limit => limit.Domains.Select(domain => (domain, limit)))
            .ToFrozenDictionary(pair => pair.domain, pair => pair.limit, StringComparer.Ordinal);
        byDomain = paces.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The groups to which nothing is sent for now, with what their servers said; those that name a reader's own domain stand under <see cref="DomainLimit.Others"/>.</summary>
    public IReadOnlyDictionary<string, string> Troubles => troubles.Where(domain => time.GetElapsedTime(domain.Value.Stamp) < TroubleMemory)
        .ToDictionary(domain => domain.Key, domain => domain.Value.Reply, StringComparer.Ordinal);

    /// <summary>The pace of an address's domain.</summary>
    public DomainPace For(string address)
    {
        Span<char> domain = stackalloc char[256];
        var written = address.AsSpan(address.LastIndexOf('@') + 1) is { Length: <= 256 } name ? name.ToLowerInvariant(domain) : 0;
        domain = domain[..written];
        if (byDomain.TryGetValue(domain, out var known)) return known;
        if (paces.Count >= MostKept) Forget();
        var key = domain.ToString();
        var limit = limits.GetValueOrDefault(key);
        // The domains of a group share one pace, so it is kept under each of them.
        var pace = limit is null ? new DomainPace(others) : paces.GetValueOrDefault(limit.Domains[0]) ?? new DomainPace(limit);
        if (limit is not null) paces[limit.Domains[0]] = pace;
        return paces[key] = pace;
    }

    /// <summary>Notes whether a group is closed, for health.</summary>
    public void Note(DomainPace pace, string reply)
    {
        if (pace.IsClosed) troubles[pace.Name] = (reply, time.GetTimestamp());
        // Of all other domains together one that goes well says nothing about the rest.
        else if (pace.IsNamed && !troubles.IsEmpty) troubles.TryRemove(pace.Name, out _);
    }

    private void Forget()
    {
        foreach (var (domain, pace) in paces.ToList())
        {
            if (pace.IsIdle && !pace.IsNamed) paces.Remove(domain);
        }
    }
}
