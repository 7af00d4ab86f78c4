using System.CommandLine;
using System.Globalization;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Newsletters;
using Syndication.Worker.Newsletters.Sending;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication send</c>: what is due now, at once.</summary>
internal static class SendCommand
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    private static readonly Argument<string> Newsletter = NewsletterArgument.Create();

    private static readonly Option<int?> Latest = new("--latest")
    {
        Description = "Send the newest N posts to every reader, whatever they got before.",
        HelpName = "N",
    };

    private static readonly Option<string?> Test = new("--test") { Description = "Send one copy to this address and record nothing.", HelpName = "ADDRESS" };

    static SendCommand() => Latest.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is < 1) result.AddError("--latest needs a number from 1.");
    });

    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal)
    {
        var command = new Command("send", "Plan and send what is due now, whatever the schedule's hour. Example: syndication send treatments")
        {
            Newsletter, Latest, Test,
        };
        command.SetAction((arguments, cancellationToken) => SubscribersCommand.RunAsync(
            arguments.GetValue(CommandLine.Config), terminal, services => SendAsync(arguments, services, terminal, cancellationToken), cancellationToken));
        return command;
    }

    private static async Task<int> SendAsync(ParseResult arguments, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        if (await NewsletterArgument.OpenAsync(arguments.GetRequiredValue(Newsletter), services, terminal, cancellationToken) is not { } newsletter) return ExitCodes.Cannot;
        var latest = arguments.GetValue(Latest);
        if (arguments.GetValue(Test) is { } address) return await SendTestCommand.SendAsync(newsletter, latest, address, services, terminal, cancellationToken);
        if (await services.GetRequiredService<HoldStore>().FindAsync(newsletter.Name, cancellationToken) is { } hold)
        {
            await terminal.Error.WriteLineAsync(hold.Advice);
            return ExitCodes.No;
        }

        var planner = services.GetRequiredService<EditionPlanner>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var planned = latest is { } count
            ? await planner.PlanLatestAsync(newsletter, count, now, cancellationToken)
            : await planner.PlanNowAsync(newsletter, now, cancellationToken);
        if (planned is null) return await TellNothingAsync(newsletter, services, terminal, cancellationToken);
        var progress = await DispatchAsync(planned, services, terminal, cancellationToken);
        return await TellAsync(newsletter, planned, progress, services, terminal);
    }

    /// <summary>Joins as a worker until everything of the edition that can end now has ended.</summary>
    private static async Task<EditionProgress> DispatchAsync(
        PlannedEdition planned, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<ProgressStore>();
        var destination = services.GetRequiredService<DestinationHealth>();
        var time = services.GetRequiredService<TimeProvider>();
        var queue = services.GetRequiredService<ClaimQueue>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = services.GetRequiredService<DeliveryDispatcher>().RunAsync(done.Token);
        while (!running.IsCompleted)
        {
            var progress = await store.ReadAsync(planned.Edition.Id, CancellationToken.None);
            if (terminal.IsInteractive) await terminal.Error.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"\r{progress[DeliveryState.Sent]} of {planned.Deliveries} sent "));
            if ((progress.Moving == 0 && (progress.IsHeld || !queue.IsHoldingBack)) || destination.Trouble is not null || cancellationToken.IsCancellationRequested) break;
            await Task.WhenAny(running, Task.Delay(Glance, time, CancellationToken.None));
        }

        await done.CancelAsync();
        await running;
        if (terminal.IsInteractive) await terminal.Error.WriteLineAsync();
        return await store.ReadAsync(planned.Edition.Id, CancellationToken.None);
    }

    private static async Task<int> TellAsync(
        NewsletterOptions newsletter, PlannedEdition planned, EditionProgress progress, IServiceProvider services, Terminal terminal)
    {
        var mail = services.GetRequiredService<MailOptions>();
        var where = mail.Transport == MailTransportKind.Pickup ? $"the pickup folder {mail.PickupFolder}" : string.Create(CultureInfo.InvariantCulture, $"{mail.Host}:{mail.Port}");
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{newsletter.Title}: {progress[DeliveryState.Sent]} of {planned.Deliveries} messages handed to {where} (edition {planned.Edition.Id})."));
        foreach (var (state, count) in progress.Counts.Where(state => state.Key != DeliveryState.Sent).OrderBy(state => state.Key))
        {
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count} {Describe(state)}"));
        }

        if (await services.GetRequiredService<EditionListStore>().FindAsync(planned.Edition.Id, CancellationToken.None) is { Pause: not null } paused)
        {
            await terminal.Error.WriteLineAsync(EditionsListCommand.DescribePause(paused));
            return ExitCodes.Cannot;
        }

        if (services.GetRequiredService<DestinationHealth>().Trouble is not { } trouble) return ExitCodes.Done;
        await terminal.Error.WriteLineAsync($"Mail cannot leave: {trouble} Nothing is lost: what waits goes out with the service or the next send.");
        return ExitCodes.Cannot;
    }

    private static async Task<int> TellNothingAsync(NewsletterOptions newsletter, IServiceProvider services, Terminal terminal, CancellationToken cancellationToken)
    {
        var counts = await services.GetRequiredService<ProgressStore>().CountSubscriptionsAsync(newsletter.Name, cancellationToken);
        var confirmed = counts.GetValueOrDefault(SubscriptionState.Confirmed);
        await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{newsletter.Title}: nothing is due. It has {confirmed} confirmed subscriptions, and every one has been sent what there is."));
        return ExitCodes.Done;
    }

    private static string Describe(DeliveryState state) => state switch
    {
        DeliveryState.Deferred => "refused for now; tried again later",
        DeliveryState.Bounced => "refused for good",
        DeliveryState.Suppressed => "not wanted any more",
        DeliveryState.Unknown => "may or may not have arrived",
        DeliveryState.Cancelled => "given up",
        _ => "still waiting",
    };
}
