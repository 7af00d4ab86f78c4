namespace Syndication.Feeds.Content.Fields;

/// <summary>Looks up fields in front matter: keys in the order given, null and blank count as absent.</summary>
/// <param name="properties">The front matter.</param>
/// <param name="problems">Where a field of the wrong shape is reported.</param>
internal sealed class FieldReader(FrontMatterMapping properties, ProblemList problems)
{
    /// <summary>The front matter.</summary>
    public FrontMatterMapping Properties => properties;

    /// <summary>The file's problems.</summary>
    public ProblemList Problems => problems;

    /// <summary>The entry of the first key that is there, or null.</summary>
    public FrontMatterEntry? First(params ReadOnlySpan<string> keys) => First(properties, keys);

    /// <summary>The entry of the first key that is there in a mapping, or null.</summary>
    public static FrontMatterEntry? First(FrontMatterMapping mapping, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (mapping.Find(key) is { } entry && !IsAbsent(entry.Value)) return entry;
        }

        return null;
    }

    /// <summary>The text of the first key that is there; null, with a warning, where it is no text.</summary>
    public string? Text(params ReadOnlySpan<string> keys)
    {
        if (First(keys) is not { } entry) return null;
        if (entry.Value is FrontMatterScalar { Text: { } text }) return text;
        WrongShape(entry, "a text");
        return null;
    }

    /// <summary>The flag of the first key that is there; null where it is absent or, with a warning, no flag.</summary>
    public bool? Flag(string key)
    {
        if (First(key) is not { } entry) return null;
        if (entry.Value is FrontMatterScalar { Text: { } text } && FlagOf(text) is { } flag) return flag;
        WrongShape(entry, "true or false");
        return null;
    }

    /// <summary>Texts of a list, or the one text, of the first key that is there; blank ones are dropped.</summary>
    public List<string> Texts(bool splitAtCommas, params ReadOnlySpan<string> keys)
    {
        if (First(keys) is not { } entry) return [];
        if (entry.Value is FrontMatterScalar { Text: { } text }) return NotBlank(splitAtCommas ? text.Split(',') : [text]);
        if (entry.Value is not FrontMatterSequence list)
        {
            WrongShape(entry, "a list of texts");
            return [];
        }

        var texts = new List<string>(list.Items.Length);
        var isList = true;
        foreach (var item in list.Items)
        {
            if (item is FrontMatterScalar scalar) AddNotBlank(texts, scalar.Text ?? "");
            else isList = false;
        }

        if (!isList) WrongShape(entry, "a list of texts");
        return texts;
    }

    /// <summary>Reports a field of the wrong shape, which is ignored.</summary>
    public void WrongShape(FrontMatterEntry entry, string expected) => problems.Warning(
        ProblemCodes.FieldType, entry.Line, entry.Column, $"'{entry.Key}' is not {expected} and is ignored.", $"Write {expected}.");

    /// <summary>What a text says as a flag: true and yes, false and no; null for any other.</summary>
    public static bool? FlagOf(string text)
    {
        var flag = text.AsSpan().Trim();
        if (flag.Equals("true", StringComparison.OrdinalIgnoreCase) || flag.Equals("yes", StringComparison.OrdinalIgnoreCase)) return true;
        return flag.Equals("false", StringComparison.OrdinalIgnoreCase) || flag.Equals("no", StringComparison.OrdinalIgnoreCase) ? false : null;
    }

    /// <summary>Whether a value counts as absent.</summary>
    public static bool IsAbsent(FrontMatterValue value) => value switch
    {
        FrontMatterScalar scalar => string.IsNullOrWhiteSpace(scalar.Text),
        FrontMatterSequence list => list.Items.IsEmpty,
        FrontMatterMapping mapping => mapping.Entries.IsEmpty,
        _ => true,
    };

    private static List<string> NotBlank(string[] texts)
    {
        var kept = new List<string>(texts.Length);
        foreach (var text in texts) AddNotBlank(kept, text);
        return kept;
    }

    private static void AddNotBlank(List<string> texts, string text)
    {
        if (PlainText.Fold(text) is { Length: > 0 } folded) texts.Add(folded);
    }
}
