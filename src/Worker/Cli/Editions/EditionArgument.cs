using System.CommandLine;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli.Editions;

/// <summary>The argument that names an edition, and how it is looked up.</summary>
internal static class EditionArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Create() => new("EDITION") { Description = "The edition's identifier, as editions list has it." };

    /// <summary>The option that chooses between words and JSON.</summary>
    public static Option<string> CreateFormat()
    {
        var format = new Option<string>("--format") { Description = "text, or json for scripts.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        return format;
    }

    /// <summary>The edition; null where there is none, which the terminal is told.</summary>
    public static async Task<EditionListing?> FindAsync(string id, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var edition = await services.GetRequiredService<EditionListStore>().FindAsync(id, cancellationToken);
        if (edition is null) await terminal.Error.WriteLineAsync($"There is no edition '{id}'. Those there are: syndication editions list");
        return edition;
    }
}
