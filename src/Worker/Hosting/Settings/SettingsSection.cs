using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads one section's keys, notes every fault instead of stopping at the first, and knows which keys nobody asked for.</summary>
/// <param name="configuration">The section.</param>
/// <param name="path">Its key, empty for the root.</param>
/// <param name="faults">Where faults are added.</param>
internal sealed partial class SettingsSection(IConfiguration configuration, string path, List<SettingsFault> faults)
{
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether anything is configured here.</summary>
    public bool Exists => configuration.GetChildren().Any();

    /// <summary>A text; a blank one counts as absent.</summary>
    public string? Text(string key)
    {
        var section = Take(key);
        if (section.Value is null && section.GetChildren().Any()) Fault(key, "must be a single value, not a list or a section.");
        return string.IsNullOrWhiteSpace(section.Value) ? null : section.Value.Trim();
    }

    /// <summary>A text that must be there.</summary>
    public string Required(string key, string example)
    {
        if (Text(key) is { } text) return text;
        Fault(key, $"is missing. Example: {example}");
        return example;
    }

    /// <summary>A text that may also come from the file that <c>{key}File</c> names, as secrets should.</summary>
    public string? Secret(string key, string baseFolder)
    {
        var file = Text(key + "File");
        var text = Text(key);
        if (file is null) return text;
        if (text is not null) Fault(key, $"and {key}File are both set; keep one.");
        var resolved = Path.GetFullPath(file, baseFolder);
        try
        {
            return File.ReadAllText(resolved).TrimEnd('\r', '\n');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fault(key + "File", $"{resolved} cannot be read: {exception.Message}");
            return null;
        }
    }

    /// <summary>A whole number within bounds.</summary>
    public int Whole(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text) return fallback;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(key, string.Create(CultureInfo.InvariantCulture, $"is '{text}'; it must be a whole number from {least} to {most}."));
        return fallback;
    }

    /// <summary>A number within bounds.</summary>
    public double Number(string key, double fallback, double least, double most)
    {
        if (Text(key) is not { } text) return fallback;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        Fault(key, string.Create(CultureInfo.InvariantCulture, $"is '{text}'; it must be a number from {least} to {most}."));
        return fallback;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string key, bool fallback)
    {
        if (Text(key) is not { } text) return fallback;
        if (bool.TryParse(text, out var flag)) return flag;
        Fault(key, $"is '{text}'; it must be true or false.");
        return fallback;
    }

    /// <summary>A time span: <c>00:15:00</c>, or a number with ms, s, m, h or d.</summary>
    public TimeSpan Duration(string key, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(key) is not { } text) return fallback;
        if (ParseDuration(text) is { } duration && duration >= least && duration <= most) return duration;
        Fault(key, $"is '{text}'; it must be a duration such as 00:15:00, 15m, 12h or 7d, from {least:c} to {most:c}.");
        return fallback;
    }

    /// <summary>A number of bytes: digits with KB, MB or GB, of 1,024 each.</summary>
    public long Bytes(string key, long fallback, long least, long most)
    {
        if (Text(key) is not { } text) return fallback;
        var match = ByteCount().Match(text);
        var shift = match.Groups["unit"].Value.ToUpperInvariant() switch { "KB" => 10, "MB" => 20, "GB" => 30, _ => 0 };
        if (match.Success && long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) << shift is var bytes && bytes >= least && bytes <= most) return bytes;
        Fault(key, string.Create(CultureInfo.InvariantCulture, $"is '{text}'; it must be a number of bytes such as 256MB, at least {least >> 10}KB."));
        return fallback;
    }

    /// <summary>One of an enumeration's names, without regard to case.</summary>
    public T Choice<T>(string key, T fallback) where T : struct, Enum
    {
        if (Text(key) is not { } text) return fallback;
        var folded = text.Replace("-", "", StringComparison.Ordinal);
        if (!int.TryParse(text, CultureInfo.InvariantCulture, out _) && Enum.TryParse<T>(folded, ignoreCase: true, out var value)) return value;
        Fault(key, $"is '{text}'; it must be one of {string.Join(", ", Enum.GetNames<T>())}.");
        return fallback;
    }

    /// <summary>An absolute http or https address, without a trailing slash unless it is part of a name, as in a licence's.</summary>
    public Uri? WebAddress(string key, bool keepSlash = false)
    {
        if (Text(key) is not { } text) return null;
        if (Uri.TryCreate(keepSlash ? text : text.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            && address.Query.Length + address.Fragment.Length + address.UserInfo.Length == 0) return address;
        Fault(key, $"is '{text}'; it must be an absolute http or https address without query or fragment, such as https://www.example.org");
        return null;
    }

    /// <summary>A list of texts, or one text.</summary>
    public IReadOnlyList<string> Texts(string key)
    {
        var section = Take(key);
        if (section.Value is { Length: > 0 } single) return [single];
        return [.. section.GetChildren().Select(child => child.Value).OfType<string>().Where(text => text.Length > 0)];
    }

    /// <summary>A section below, by name.</summary>
    public SettingsSection Section(string key) => new(Take(key), KeyOf(key), faults);

    /// <summary>The sections below a key, with their names.</summary>
    public IEnumerable<(string Name, SettingsSection Section)> Sections(string key) =>
        Take(key).GetChildren().Select(child => (child.Key, new SettingsSection(child, KeyOf(key) + ":" + child.Key, faults))).ToList();

    /// <summary>Every key here with its texts, for sections whose keys are the user's own.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Everything() =>
        configuration.GetChildren().ToDictionary(child => child.Key, child => Texts(child.Key), StringComparer.Ordinal);

    /// <summary>Notes a fault of a key.</summary>
    public void Fault(string key, string message) => faults.Add(new SettingsFault(KeyOf(key), message));

    /// <summary>Notes a fault for every key that nobody asked for.</summary>
    /// <param name="allowed">Names that others read.</param>
    public void RefuseUnknown(params IReadOnlyCollection<string> allowed)
    {
        foreach (var child in configuration.GetChildren())
        {
            if (known.Contains(child.Key) || allowed.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) continue;
            Fault(child.Key, $"is not a key. Known here: {string.Join(", ", known.Concat(allowed).Order(StringComparer.OrdinalIgnoreCase))}.");
        }
    }

    private IConfigurationSection Take(string key)
    {
        known.Add(key);
        return configuration.GetSection(key);
    }

    private string KeyOf(string key) => path.Length == 0 ? key : path + ":" + key;

    /// <summary>A time span as <see cref="Duration"/> takes it, or null.</summary>
    public static TimeSpan? ParseDuration(string text)
    {
        if (TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span)) return span;
        var match = ShortDuration().Match(text);
        if (!match.Success) return null;
        var number = double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var seconds = match.Groups["unit"].Value switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, _ => 86400 };
        return TimeSpan.FromSeconds(number * seconds);
    }

    [GeneratedRegex(@"^(?<number>[0-9]{1,6}(\.[0-9]{1,3})?)\s*(?<unit>ms|s|m|h|d)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortDuration();

    [GeneratedRegex(@"^(?<number>[0-9]{1,9})\s*(?<unit>KB|MB|GB)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ByteCount();
}
