using System.CommandLine;
using Syndication.Worker.Hosting.Settings;

namespace Syndication.Worker.Cli;

/// <summary>The program's commands.</summary>
internal static class CommandLine
{
    /// <summary>The option that every command has.</summary>
    public static Option<string?> Config { get; } = new("--config")
    {
        Description = "Configuration file; else SYNDICATION_CONFIG, else appsettings.json here, else beside the program.",
        HelpName = "FILE",
        Recursive = true,
    };

    /// <summary>Runs what the arguments say.</summary>
    /// <returns>0 done, 1 the answer is no, 2 cannot.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Syndication: feeds and e-mail digests from a folder of Markdown. Without a command it runs the service.")
        {
            Config,
        };
        foreach (var command in Commands(terminal)) root.Subcommands.Add(command);
        root.SetAction((arguments, stopping) => RunCommand.RunAsync(arguments.GetValue(Config), terminal, stopping));
        var parsed = root.Parse(args);
        var invocation = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync(invocation, cancellationToken);
            return ExitCodes.Cannot;
        }

        try
        {
            return await parsed.InvokeAsync(invocation, cancellationToken);
        }
        catch (SettingsException exception)
        {
            await WriteFaultsAsync(exception, terminal);
            return ExitCodes.Cannot;
        }
    }

    private static IEnumerable<Command> Commands(Terminal terminal)
    {
        yield return RunCommand.Create(terminal);
        yield return BuildCommand.Create(terminal);
        yield return CheckCommand.Create(terminal);
        yield return FeedsCommand.Create(terminal);
        yield return ExplainCommand.Create(terminal);
        yield return NewslettersCommand.Create(terminal);
        yield return PreviewCommand.Create(terminal);
        yield return SimulateCommand.Create(terminal);
        yield return SendCommand.Create(terminal);
        yield return EditionsCommand.Create(terminal);
        yield return ContentCommand.Create(terminal);
        yield return SubscribersCommand.Create(terminal);
        yield return BouncesCommand.Create(terminal);
        yield return HubCommand.Create(terminal);
        yield return DbCommand.Create(terminal);
    }

    private static async Task WriteFaultsAsync(SettingsException exception, Terminal terminal)
    {
        await terminal.Error.WriteLineAsync($"{exception.Origin} cannot be used:");
        foreach (var fault in exception.Faults) await terminal.Error.WriteLineAsync($"  {fault.Key} {fault.Message}");
    }
}
