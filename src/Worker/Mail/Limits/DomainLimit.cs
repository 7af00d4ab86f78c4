using System.Collections.Immutable;

namespace Syndication.Worker.Mail.Limits;

/// <summary>How much the readers at some domains are sent at a time; domains with the same servers share one.</summary>
public sealed record DomainLimit
{
    /// <summary>Stands for every domain that no limit names; each of them has such a limit of its own.</summary>
    public const string Others = "*";

    /// <summary>The limit's name: its first domain, or <see cref="Others"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The domains, as A-labels in lower case.</summary>
    public required ImmutableArray<string> Domains { get; init; }

    /// <summary>Messages under way at a time, one a connection; zero for no limit.</summary>
    public int Connections { get; init; }

    /// <summary>Most messages a second; zero for no limit.</summary>
    public double RatePerSecond { get; init; }

    /// <summary>No limit until a server asks for one.</summary>
    public static DomainLimit None { get; } = new() { Name = Others, Domains = [] };
}
