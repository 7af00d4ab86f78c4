namespace Syndication.Worker.Storage;

/// <summary>A line of the journal of those who left.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="AddressHash">Keyed hash of the address, as suppressions have it.</param>
/// <param name="Detail">The newsletter, or the suppression's reason; empty where there is neither.</param>
public sealed record Departure(DepartureKind Kind, string AddressHash, string Detail)
{
    /// <summary>When, as the file has it; empty before it is written.</summary>
    public string Stamp { get; init; } = "";
}
