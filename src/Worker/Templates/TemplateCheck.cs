using System.Text.Json;
using HandlebarsDotNet;

namespace Syndication.Worker.Templates;

/// <summary>Whether a folder of templates is whole: every file that comes with the program is there and can be used.</summary>
public static class TemplateCheck
{
    /// <summary>What is wrong, one sentence for each file.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    public static IEnumerable<string> Faults(string folder)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "templates");
        // The program's own were checked when it was made, and compiling them all takes longer than building a small site.
        if (Path.TrimEndingDirectorySeparator(folder) == shipped) yield break;
        var handlebars = Handlebars.Create();
        foreach (var name in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(shipped, file)).Order(StringComparer.Ordinal))
        {
            var file = Path.Combine(folder, name);
            if (!File.Exists(file)) yield return $"lacks {file}. Copy it from {Path.Combine(shipped, name)}, or leave out Templates:Folder.";
            else if (Fault(file, handlebars) is { } fault) yield return $"holds {file}, which cannot be used: {fault}";
        }
    }

    private static string? Fault(string file, IHandlebars handlebars)
    {
        try
        {
            var text = File.ReadAllText(file);
            if (file.EndsWith(".hbs", StringComparison.Ordinal)) handlebars.Compile(text);
            if (file.EndsWith(".json", StringComparison.Ordinal)) JsonSerializer.Deserialize<Dictionary<string, string>>(text);
            return null;
        }
        catch (Exception exception) when (exception is HandlebarsException or JsonException or IOException or UnauthorizedAccessException)
        {
            return exception.Message.ReplaceLineEndings(" ");
        }
    }
}
