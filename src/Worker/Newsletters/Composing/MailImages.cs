namespace Syndication.Worker.Newsletters.Composing;

/// <summary>Which images a message may show: those that load from the sender's own organisation, so that no third party learns who reads.</summary>
internal static class MailImages
{
    private static readonly HashSet<string> SecondLevels = new(StringComparer.Ordinal) { "co", "com", "org", "net", "ac", "gov" };

    /// <summary>Whether an image's address is https and of the same organisation as the sender's domain.</summary>
    public static bool IsOwn(string source, string domain) =>
        Uri.TryCreate(source, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && Organisation(uri.IdnHost) == Organisation(domain);

    /// <summary>The registered domain, as far as names alone tell it: the last two labels, or three under a country's <c>co.uk</c>-like level.</summary>
    private static string Organisation(string host)
    {
        var labels = host.ToLowerInvariant().TrimEnd('.').Split('.');
        var count = labels.Length > 2 && labels[^1].Length == 2 && SecondLevels.Contains(labels[^2]) ? 3 : 2;
        return string.Join('.', labels[Math.Max(0, labels.Length - count)..]);
    }
}
