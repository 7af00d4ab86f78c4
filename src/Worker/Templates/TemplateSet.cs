using System.Collections.Concurrent;
using HandlebarsDotNet;

namespace Syndication.Worker.Templates;

/// <summary>Handlebars templates of a folder: <c>pages/</c>, <c>email/</c>, and <c>strings/</c> with the words of each language.</summary>
/// <remarks>
/// A changed file is taken up at its next use; one that does not compile leaves the last good version in place,
/// so that an editor's slip never stops a mailing.
/// </remarks>
public sealed partial class TemplateSet
{
    private const string Extension = ".hbs";

    private readonly string folder;
    private readonly ILogger<TemplateSet> logger;
    private readonly ConcurrentDictionary<string, CompiledTemplate> compiled = new(StringComparer.Ordinal);
    private readonly IHandlebars html;
    private readonly IHandlebars text;

    /// <summary>Opens a folder.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="logger">Where templates that do not compile are reported.</param>
    public TemplateSet(string folder, ILogger<TemplateSet> logger)
    {
        this.folder = folder;
        this.logger = logger;
        html = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
        text = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, NoEscape = true });
        Strings = new LanguageStrings(Path.Combine(folder, "strings"));
    }

    /// <summary>The words of each language.</summary>
    public LanguageStrings Strings { get; }

    /// <summary>The templates that the program fills.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "email/confirmation.html", "email/confirmation.txt", "email/digest.html", "email/digest.txt",
        "pages/ask.html", "pages/choose.html", "pages/feeds.html", "pages/layout.html", "pages/notice.html", "pages/sent.html", "pages/subscribe.html",
    ];

    /// <summary>The files that a folder of templates lacks, by their names below it.</summary>
    /// <param name="folder">Absolute path.</param>
    public static IEnumerable<string> MissingFrom(string folder) =>
        Names.Select(name => name + Extension).Append("pages/site.css").Append("strings/en.json").Where(file => !File.Exists(Path.Combine(folder, file)));

    /// <summary>Why a template cannot be used, or null when it compiles.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public string? FaultOf(string name)
    {
        try
        {
            Find(name);
            return null;
        }
        catch (Exception exception) when (exception is HandlebarsException or IOException or UnauthorizedAccessException)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>The absolute path of a template.</summary>
    /// <param name="name">Name below the folder without <c>.hbs</c>, such as <c>pages/subscribe.html</c>.</param>
    public string FileOf(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar) + Extension);

    /// <summary>Fills a template; values are escaped as HTML where its name ends in <c>.html</c>.</summary>
    /// <param name="name">Name below the folder without <c>.hbs</c>, such as <c>email/digest.txt</c>.</param>
    /// <param name="model">What its expressions name; a name that the model lacks is an error.</param>
    /// <exception cref="FileNotFoundException">There is no such template.</exception>
    /// <exception cref="HandlebarsException">It never compiled, or names what the model lacks.</exception>
    public string Render(string name, object model) => Find(name)(model);

    private HandlebarsTemplate<object, object> Find(string name)
    {
        var file = new FileInfo(FileOf(name));
        if (!file.Exists) throw new FileNotFoundException($"The template {file.FullName} does not exist.", file.FullName);
        var stamp = file.LastWriteTimeUtc;
        if (compiled.TryGetValue(name, out var last) && last.Stamp == stamp) return last.Template;
        try
        {
            var engine = name.EndsWith(".html", StringComparison.Ordinal) ? html : text;
            var fresh = new CompiledTemplate(stamp, engine.Compile(File.ReadAllText(file.FullName)));
            compiled[name] = fresh;
            return fresh.Template;
        }
        catch (Exception exception) when (last is not null && exception is HandlebarsException or IOException)
        {
            LogBroken(file.FullName, exception.Message);
            compiled[name] = last! with { Stamp = stamp };
            return last.Template;
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "The template {File} cannot be used; its last good version stays: {Reason}")]
    private partial void LogBroken(string file, string reason);

    private sealed record CompiledTemplate(DateTime Stamp, HandlebarsTemplate<object, object> Template);
}
