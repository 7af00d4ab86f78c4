namespace Syndication.Worker.Newsletters.Importing;

/// <summary>The header of a file of subscribers: who wrote it, and where in a line things are.</summary>
internal sealed class ImportColumns
{
    private static readonly string[] AddressNames = ["email", "email_address", "e_mail", "address"];

    private readonly Dictionary<string, int> positions;

    private ImportColumns(Dictionary<string, int> positions, ImportSource source, int count, bool hasHeader) =>
        (this.positions, Source, Count, HasHeader) = (positions, source, count, hasHeader);

    /// <summary>Who wrote the file.</summary>
    public ImportSource Source { get; }

    /// <summary>Whether the first line names columns; else it is a line as all others.</summary>
    public bool HasHeader { get; }

    /// <summary>How many columns there are.</summary>
    public int Count { get; }

    /// <summary>Understands a first line; null where nothing in it names an address.</summary>
    public static ImportColumns? Read(IReadOnlyList<string> first)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < first.Count; index++) names.TryAdd(Fold(first[index]), index);
        // A bare list of addresses.
        if (first.Count > 0 && first[0].Contains('@', StringComparison.Ordinal))
        {
            return new ImportColumns(new Dictionary<string, int>(StringComparer.Ordinal) { ["email"] = 0 }, ImportSource.Plain, first.Count, hasHeader: false);
        }

        if (!AddressNames.Any(names.ContainsKey)) return null;
        return new ImportColumns(names, Recognise(names), first.Count, hasHeader: true);
    }

    /// <summary>Whether there is such a column.</summary>
    public bool Has(string name) => positions.ContainsKey(name);

    /// <summary>A field by the name of its column; empty where there is none.</summary>
    public string Field(IReadOnlyList<string> fields, string name) =>
        positions.TryGetValue(name, out var index) && index < fields.Count ? fields[index].Trim() : "";

    /// <summary>The address as the line has it.</summary>
    public string Address(IReadOnlyList<string> fields)
    {
        foreach (var name in AddressNames)
        {
            if (positions.TryGetValue(name, out var index)) return index < fields.Count ? fields[index] : "";
        }

        return "";
    }

    private static ImportSource Recognise(Dictionary<string, int> names)
    {
        if (names.ContainsKey("email_address") && (names.ContainsKey("optin_time") || names.ContainsKey("member_rating") || names.ContainsKey("leid"))) return ImportSource.Mailchimp;
        if (names.ContainsKey("uuid") && names.ContainsKey("status") && names.ContainsKey("attributes")) return ImportSource.Listmonk;
        if (names.ContainsKey("subscribed_to_emails")) return ImportSource.Ghost;
        if (names.ContainsKey("active_subscription") || names.ContainsKey("email_disabled")) return ImportSource.Substack;
        if (names.ContainsKey("creation_date") && (names.ContainsKey("subscriber_type") || names.ContainsKey("type"))) return ImportSource.Buttondown;
        return ImportSource.Plain;
    }

    private static string Fold(string name) => name.Trim().Trim('\uFEFF').ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
}
