using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Feeds.Content.Scanning;

/// <summary>Which Markdown files below the folder are read. In a glob <c>**</c> is any folders, <c>*</c> and <c>?</c> stay within a name; a folder means all below it.</summary>
internal sealed class GlobSet(ContentOptions options)
{
    private readonly Regex[] include = [.. options.Include.Select(Compile)];
    private readonly Regex[] exclude = [.. options.Exclude.Select(Compile)];

    /// <summary>Whether a path below the folder is a Markdown file that is read.</summary>
    public bool Reads(string path) =>
        IsMarkdown(path) && (include.Length == 0 || include.Any(glob => glob.IsMatch(path))) && !exclude.Any(glob => glob.IsMatch(path));

    /// <summary>Whether a name is that of a Markdown file.</summary>
    public static bool IsMarkdown(ReadOnlySpan<char> name) =>
        name.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".markdown", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase);

    private static Regex Compile(string glob)
    {
        var rest = glob.Replace('\\', '/').AsSpan();
        if (rest.StartsWith("./")) rest = rest[2..];
        rest = rest.Trim('/');
        var pattern = new StringBuilder("^");
        while (rest.Length > 0)
        {
            var (piece, length) = rest switch
            {
                ['*', '*', '/', ..] => ("(?:.*/)?", 3),
                ['*', '*', ..] => (".*", 2),
                ['*', ..] => ("[^/]*", 1),
                ['?', ..] => ("[^/]", 1),
                _ => (Regex.Escape(rest[..1].ToString()), 1),
            };
            pattern.Append(piece);
            rest = rest[length..];
        }

        return new(pattern.Append("(?:/.*)?$").ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline);
    }
}
