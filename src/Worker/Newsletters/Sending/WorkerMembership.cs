using System.Diagnostics;
using Syndication.Worker.Mail;
using Syndication.Worker.Model;
using Syndication.Worker.Storage;

namespace Syndication.Worker.Newsletters.Sending;

/// <summary>This process among those that send: its heartbeat, and what it takes over from the dead.</summary>
/// <param name="workers">The processes.</param>
/// <param name="editions">Ended when their deliveries have.</param>
/// <param name="self">This one.</param>
/// <param name="storage">Where they meet: all processes of a SQLite file are on this machine.</param>
/// <param name="mail">What happens to a message that may have arrived.</param>
/// <param name="log">Where it is reported, and the clock.</param>
internal sealed class WorkerMembership(
    WorkerStore workers, EditionStore editions, WorkerIdentity self, StorageOptions storage, MailOptions mail, DeliveryLog log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>The identity of a process that begins to send.</summary>
    public static WorkerIdentity CreateIdentity()
    {
        using var process = Process.GetCurrentProcess();
        return new WorkerIdentity
        {
            Id = RandomId.New(),
            Machine = Environment.MachineName,
            ProcessId = process.Id,
            ProcessStarted = new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>Enters this process and takes over from a dead predecessor at once.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        await workers.BeatAsync(self, cancellationToken);
        await TakeOverAsync(cancellationToken);
    }

    /// <summary>Keeps the heartbeat and looks after the dead and the ended until told to end.</summary>
    public async Task BeatAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Interval, log.Time, ended);
                log.LookAtClock();
                await workers.BeatAsync(self, ended);
                await TakeOverAsync(ended);
                await editions.FinishAsync(ended);
                log.Kept();
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                log.NotKept(exception);
            }
        }
    }

    /// <summary>Signs off, and ends the editions that this process has just finished.</summary>
    public async Task LeaveAsync()
    {
        await workers.LeaveAsync(self.Id, CancellationToken.None);
        await editions.FinishAsync(CancellationToken.None);
    }

    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        foreach (var dead in await workers.ReadDeadAsync(IsGone, cancellationToken))
        {
            if (dead == self.Id) continue;
            var resendAt = mail.Unknown == UnknownPolicy.Resend ? log.Now + RetryRules.UnknownDelay : (DateTimeOffset?)null;
            var unknown = await workers.TakeBackAsync(dead, resendAt, cancellationToken);
            if (unknown > 0) log.TookOver(unknown);
        }
    }

    /// <summary>Whether a process of this machine has ended: its number is free, or another's by now.</summary>
    private bool IsGone(WorkerIdentity other)
    {
        if (storage.Provider != StorageProvider.Sqlite || other.Machine != self.Machine || other.Id == self.Id) return false;
        try
        {
            using var process = Process.GetProcessById((int)other.ProcessId);
            return Math.Abs(new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() - other.ProcessStarted) > 2000;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return exception is ArgumentException;
        }
    }
}
