using System.Collections.Immutable;

namespace Syndication.Worker.Hosting.Settings;

/// <summary>Reads <c>Feeds:Retired</c>.</summary>
internal static class RetiredFeedsReader
{
    private const string GoneWord = "gone";

    private static readonly string[] Kinds = ["tags/", "types/", "categories/"];

    /// <summary>The feeds that are no more, by path, with the path of the feed that took their place, or null.</summary>
    public static ImmutableSortedDictionary<string, string?> Read(SettingsSection section)
    {
        var retired = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        foreach (var (path, targets) in section.Everything())
        {
            if (!IsPath(path) || targets is not [var target] || !(target == GoneWord || target == "all" || IsPath(target)) || target == path)
            {
                section.Fault(path, $"must be the path of a feed, such as tags/flu, with the path of the feed that took its place, or {GoneWord}.");
            }
            else
            {
                retired[path] = target == GoneWord ? null : target;
            }
        }

        return retired.ToImmutable();
    }

    private static bool IsPath(string path) => Array.Find(Kinds, kind => path.StartsWith(kind, StringComparison.Ordinal)) is { } kind
        && path.Length > kind.Length && path[kind.Length..].All(letter => char.IsLetterOrDigit(letter) || letter == '-');
}
