using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Feeds.Formats;
using Syndication.Feeds.Ledger;

namespace Syndication.Feeds.Publishing;

/// <summary>Writes the addresses of retired feeds for those who serve the output folder without this program: as JSON, for nginx and for Caddy.</summary>
internal static class RetiredFiles
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the files where they differ; a site that never retired a feed has none.</summary>
    public static void Write(FeedsOptions options, LedgerState ledger)
    {
        var answers = Answers(options, ledger).ToList();
        Save("retired.json", JsonSerializer.Serialize(answers.Select(answer => new { path = answer.Path, status = answer.To is null ? 410 : 301, to = answer.To }), Layout) + "\n");
        Save("retired.nginx.conf", Nginx(answers));
        Save("retired.caddy", Caddy(answers));

        void Save(string name, string text)
        {
            var file = Path.Combine(options.OutputFolder, name);
            var isThere = File.Exists(file);
            if ((answers.Count > 0 || isThere) && !(isThere && File.ReadAllText(file) == text)) AtomicFile.Write(file, Encoding.UTF8.GetBytes(text));
        }
    }

    /// <summary>Every address that a retired feed had: its page and its formats.</summary>
    private static IEnumerable<(string Path, string? To)> Answers(FeedsOptions options, LedgerState ledger)
    {
        var root = options.PublicUrl.AbsolutePath.TrimEnd('/') + "/";
        foreach (var feed in ledger.Feeds.Values.Where(feed => !feed.IsLive))
        {
            var target = RetiredFeeds.TargetOf(feed, ledger)?.Path;
            foreach (var extension in Enum.GetValues<FeedFormat>().Select(format => format.FileExtension()).Append(""))
            {
                yield return (root + feed.Path + extension, target is null ? null : FeedFiles.UrlOf(options, target + extension));
            }
        }
    }

    private static string Nginx(List<(string Path, string? To)> answers)
    {
        var text = new StringBuilder("# Include this in http { }. In the server: if ($syndication_moved) { return 301 $syndication_moved; } if ($syndication_gone) { return 410; }\n");
        text.Append("map $uri $syndication_moved {\n    default \"\";\n");
        foreach (var (path, to) in answers.Where(answer => answer.To is not null)) text.Append("    ").Append(Quote(path)).Append(' ').Append(Quote(to!)).Append(";\n");
        text.Append("}\nmap $uri $syndication_gone {\n    default \"\";\n");
        foreach (var (path, _) in answers.Where(answer => answer.To is null)) text.Append("    ").Append(Quote(path)).Append(" 1;\n");
        return text.Append("}\n").ToString();
    }

    private static string Caddy(List<(string Path, string? To)> answers)
    {
        var text = new StringBuilder("# Import this in the site's block.\n");
        foreach (var (path, to) in answers)
        {
            text.Append(to is null ? $"respond {Quote(path)} 410\n" : $"redir {Quote(path)} {Quote(to)} 301\n");
        }

        return text.ToString();
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
