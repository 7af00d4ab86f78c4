using System.CommandLine;
using System.Text.Json;
using Syndication.Worker.Model;

namespace Syndication.Worker.Cli.Editions;

/// <summary>What the commands that change an edition share.</summary>
internal static class EditionControl
{
    private static readonly Argument<string> Edition = EditionArgument.Create();

    private static readonly Option<string> Format = EditionArgument.CreateFormat();

    /// <summary>A command that changes one edition.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it does, with an example.</param>
    /// <param name="terminal">Where it answers.</param>
    /// <param name="change">Changes the edition.</param>
    /// <param name="options">The command's own options.</param>
    public static Command Create(
        string name, string description, Terminal terminal, Func<EditionListing, ParseResult, IServiceProvider, CancellationToken, Task<EditionChange>> change, params Option[] options)
    {
        var command = new Command(name, description) { Edition, Format };
        foreach (var option in options) command.Options.Add(option);
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => RunAsync(arguments, services, change, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult arguments, IServiceProvider services, Func<EditionListing, ParseResult, IServiceProvider, CancellationToken, Task<EditionChange>> change,
        Terminal terminal, CancellationToken cancellationToken)
    {
        if (await EditionArgument.FindAsync(arguments.GetRequiredValue(Edition), services, terminal, cancellationToken) is not { } before) return ExitCodes.No;
        var result = await change(before, arguments, services, cancellationToken);
        if (arguments.GetValue(Format) == "json")
        {
            var after = await EditionArgument.FindAsync(before.Id, services, terminal, cancellationToken);
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(
                new { done = result.IsDone, deliveries = result.Deliveries, message = result.Message, edition = after }, JsonOutput.Options));
        }
        else
        {
            await (result.IsDone ? terminal.Out : terminal.Error).WriteLineAsync(result.Message);
        }

        return result.IsDone ? ExitCodes.Done : ExitCodes.No;
    }
}
