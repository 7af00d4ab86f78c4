using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication editions release</c>: lets a held newsletter go on.</summary>
internal static class EditionsReleaseCommand
{
    private static readonly Argument<string> Newsletter = NewsletterArgument.Create();

    private static readonly Option<string?> Through = new("--announced-through")
    {
        Description = "Posts published until this time count as announced and are not mailed, such as 2026-11-20T18:00:00Z, or now.",
        HelpName = "TIME",
    };

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("release", "Let a held newsletter go on; what is due is planned afresh. Example: syndication editions release treatments --announced-through now") { Newsletter, Through };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => ReleaseAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> ReleaseAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var name = arguments.GetRequiredValue(Newsletter);
        DateTimeOffset? through = null;
        if (arguments.GetValue(Through) is { } text)
        {
            through = CommandTime.Read(text, services.GetRequiredService<TimeProvider>().GetUtcNow());
            if (through is null) return await RefuseAsync("--announced-through must be a time such as 2026-11-20T18:00:00Z, or now.", ExitCodes.Cannot, terminal);
        }

        var holds = (await services.GetRequiredService<HoldStore>().ReadAsync(cancellationToken)).Where(hold => hold.Newsletter == name).ToList();
        if (holds.Count == 0)
        {
            var all = services.GetRequiredService<IReadOnlyList<NewsletterOptions>>();
            var isKnown = all.Any(newsletter => newsletter.Name == name);
            return await RefuseAsync(isKnown ? $"{name} is not held." : $"There is no newsletter '{name}'; there are: {string.Join(", ", all.Select(newsletter => newsletter.Name))}.",
                isKnown ? ExitCodes.No : ExitCodes.Cannot, terminal);
        }

        if (through is null && holds.FirstOrDefault(hold => hold.Kind == HoldKind.OlderDatabase) is { } older)
        {
            await HoldLines.WriteAsync([older], terminal);
            return await RefuseAsync("TIME is when the last mail went out for sure, such as --announced-through 2026-11-20T18:00:00Z: posts published until then are not mailed again.", ExitCodes.No, terminal);
        }

        var (announced, waiting) = await services.GetRequiredService<ReleaseStore>().ReleaseAsync(name, through, cancellationToken);
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{name} goes on. {announced} posts count as announced by this; {waiting} wait to be announced, at once where a firing was held, else at the next."));
        return ExitCodes.Done;
    }

    private static async Task<int> RefuseAsync(string message, int code, Terminal terminal)
    {
        await terminal.Error.WriteLineAsync(message);
        return code;
    }
}
