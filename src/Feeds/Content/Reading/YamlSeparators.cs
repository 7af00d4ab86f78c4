using System.Buffers;

namespace Syndication.Feeds.Content.Reading;

/// <summary>
/// Hides the line separators of Unicode from YamlDotNet, which ends lines at them as YAML 1.1 had it; in YAML 1.2 (§5.4) they are text.
/// Noncharacters stand in for them, which no text is to hold (Unicode §23.7).
/// </summary>
internal static class YamlSeparators
{
    private const string Shown = "\u0085\u2028\u2029";
    private const string Hidden = "\uFDD0\uFDD1\uFDD2";
    private static readonly SearchValues<char> AnyShown = SearchValues.Create(Shown);
    private static readonly SearchValues<char> AnyHidden = SearchValues.Create(Hidden);

    /// <summary>The text as the parser may see it.</summary>
    public static string Hide(string yaml) => yaml.AsSpan().ContainsAny(AnyShown) ? Replace(yaml, Shown, Hidden) : yaml;

    /// <summary>A value as it was written.</summary>
    public static string Show(string value) => value.AsSpan().ContainsAny(AnyHidden) ? Replace(value, Hidden, Shown) : value;

    private static string Replace(string text, string from, string to) =>
        string.Create(text.Length, (text, from, to), static (target, state) =>
        {
            for (var i = 0; i < target.Length; i++)
            {
                var at = state.from.IndexOf(state.text[i], StringComparison.Ordinal);
                target[i] = at < 0 ? state.text[i] : state.to[at];
            }
        });
}
