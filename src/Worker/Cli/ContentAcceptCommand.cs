using System.CommandLine;
using Syndication.Worker.Hosting.Content;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication content accept</c>: what is held of the content is right.</summary>
internal static class ContentAcceptCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("accept", "Say that what is held of the posts is right: posts are gone on purpose, or the clock is right. Example: syndication content accept");
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => AcceptAsync(services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> AcceptAsync(IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<HoldStore>();
        var held = await ReadAsync(store, cancellationToken);
        if (held.Count == 0)
        {
            // No service has looked since: a pass of this process finds what one would hold, and holds it.
            await services.GetRequiredService<ContentIngest>().RunAsync(null, cancellationToken);
            held = await ReadAsync(store, cancellationToken);
        }

        if (held.Count == 0)
        {
            await terminal.Out.WriteLineAsync("Nothing of the content is held.");
            return ExitCodes.Done;
        }

        foreach (var hold in held.Where(hold => hold.CanBeAccepted))
        {
            await store.AcceptAsync(hold.Kind, cancellationToken);
            await terminal.Out.WriteLineAsync($"Accepted: {hold.Reason}");
        }

        if (held.Any(hold => hold.CanBeAccepted)) await terminal.Out.WriteLineAsync("It takes effect within seconds where the service runs, else when it starts. Anything more is held again.");
        if (held.FirstOrDefault(hold => !hold.CanBeAccepted) is not { } trouble) return ExitCodes.Done;
        await terminal.Error.WriteLineAsync($"{trouble.Reason} That cannot be accepted: bring the folder back or, if all posts are gone on purpose, make it an empty one.");
        return ExitCodes.No;
    }

    private static async Task<IReadOnlyList<Hold>> ReadAsync(HoldStore store, CancellationToken cancellationToken) =>
        [.. (await store.ReadAsync(cancellationToken)).Where(hold => hold.Scope == Hold.Content)];
}
