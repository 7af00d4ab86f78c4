using Syndication.Tests.Support.Programs;
using Syndication.Tests.Support.Smtp;

namespace Syndication.Tests.EndToEnd.Killing;

/// <summary>Kills a process when the server sees a stage of SMTP for the n-th time since it was set.</summary>
internal sealed class KillTrigger
{
    private readonly Lock gate = new();
    private RunningProgram? victim;
    private KillMoment at;
    private int left;

    public KillTrigger(ScriptedSmtpServer server)
    {
        server.When(SmtpStage.Mail).Calls(before: () => Reach(KillMoment.Mail));
        server.When(SmtpStage.Data).Calls(after: () => Reach(KillMoment.Data));
        server.When(SmtpStage.Body).Calls(before: () => Reach(KillMoment.Body));
        server.When(SmtpStage.Dot).Calls(before: () => Reach(KillMoment.BeforeReply), after: () => Reach(KillMoment.AfterReply));
    }

    /// <summary>Sets it.</summary>
    public void Set(RunningProgram program, KillMoment moment, int times)
    {
        lock (gate) (victim, at, left) = (program, moment, times);
    }

    private void Reach(KillMoment moment)
    {
        lock (gate)
        {
            if (victim is null || moment != at || --left > 0) return;
            victim.Strike();
            victim = null;
        }
    }
}
