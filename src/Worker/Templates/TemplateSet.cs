using System.Collections.Concurrent;
using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Syndication.Worker.Templates;

/// <summary>Handlebars templates of a folder: <c>pages/</c>, <c>email/</c>, and <c>strings/</c> with the words of each language.</summary>
/// <remarks>
/// A changed file is taken up at its next use; one that does not compile, or names what there is not, leaves the last good version in place,
/// so that an editor's slip never stops a mailing.
/// </remarks>
public sealed partial class TemplateSet
{
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
        Strings = new LanguageStrings(Path.Combine(folder, "strings"), LogBroken);
    }

    /// <summary>The words of each language.</summary>
    public LanguageStrings Strings { get; }

    /// <summary>The absolute path of a template.</summary>
    /// <param name="name">Name below the folder without <c>.hbs</c>, such as <c>pages/subscribe.html</c>.</param>
    public string FileOf(string name) => Path.Combine(folder, name.Replace('/', Path.DirectorySeparatorChar) + ".hbs");

    /// <summary>Compiles templates before they are needed.</summary>
    /// <param name="names">Names below the folder without <c>.hbs</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such template.</exception>
    /// <exception cref="HandlebarsException">It never compiled.</exception>
    public void Prepare(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) Find(name);
    }

    /// <summary>Fills a template; values are escaped as HTML where its name ends in <c>.html</c>.</summary>
    /// <param name="name">Name below the folder without <c>.hbs</c>, such as <c>email/digest.txt</c>.</param>
    /// <param name="model">What its expressions name; a name that the model lacks is an error.</param>
    /// <exception cref="FileNotFoundException">There is no such template.</exception>
    /// <exception cref="HandlebarsException">It never compiled, or names what the model lacks.</exception>
    public string Render(string name, object model)
    {
        var template = Find(name);
        try
        {
            var filled = template.Template(model);
            // Only what has filled a model once is good: a template may compile and name what no model has.
            if (template.Good != template.Template) compiled.TryUpdate(name, template with { Good = template.Template }, template);
            return filled;
        }
        catch (Exception exception) when (exception is HandlebarsException or HandlebarsUndefinedBindingException && template.Good is not null && template.Good != template.Template)
        {
            LogBroken(FileOf(name), exception.Message);
            compiled.TryUpdate(name, template with { Template = template.Good }, template);
            return template.Good(model);
        }
    }

    private CompiledTemplate Find(string name)
    {
        var file = new FileInfo(FileOf(name));
        if (!file.Exists) throw new FileNotFoundException($"The template {file.FullName} does not exist.", file.FullName);
        var stamp = file.LastWriteTimeUtc;
        if (compiled.TryGetValue(name, out var last) && last.Stamp == stamp) return last;
        try
        {
            var engine = name.EndsWith(".html", StringComparison.Ordinal) ? html : text;
            return compiled[name] = new CompiledTemplate(stamp, engine.Compile(File.ReadAllText(file.FullName)), last?.Good);
        }
        catch (Exception exception) when (last is not null && exception is HandlebarsException or IOException)
        {
            LogBroken(file.FullName, exception.Message);
            return compiled[name] = last! with { Stamp = stamp };
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "The template {File} cannot be used; its last good version stays: {Reason}")]
    private partial void LogBroken(string file, string reason);

    private sealed record CompiledTemplate(DateTime Stamp, HandlebarsTemplate<object, object> Template, HandlebarsTemplate<object, object>? Good);
}
