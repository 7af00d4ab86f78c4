using System.Globalization;
using Syndication.Tests.Support.Http;
using Syndication.Tests.Support.Programs;
using static Syndication.Tests.Integration.Content.Feeds;

namespace Syndication.Tests.Integration.Content;

/// <summary>Posts from a branch of a real repository.</summary>
public sealed class GitContentTests : IAsyncLifetime
{
    private GitRepository repository = null!;
    private WholeService? service;

    private WholeService Service => service!;

    private string Checkout => Service.PathOf("data/checkout");

    public async ValueTask InitializeAsync() => repository = await GitRepository.CreateAsync("Alpha", "Beta");

    public async ValueTask DisposeAsync()
    {
        if (service is not null) await service.DisposeAsync();
        repository.Dispose();
    }

    [Fact]
    public async Task Commits_show_at_the_interval()
    {
        await StartAsync();
        var before = Guids(await Service.HoldAsync("Beta"));
        await repository.CommitAsync("Gamma");
        var after = Guids(await Service.HoldAsync("Gamma"));
        File.Delete(Path.Combine(repository.Path, "content/Gamma.md"));
        await repository.CommitAllAsync();

        Assert.Subset(after, before);
        Assert.Equal(before, Guids(await Service.LoseAsync("Gamma")));
    }

    [Fact]
    public async Task The_first_feeds_have_the_posts_already()
    {
        await StartAsync();

        Assert.Contains("Beta", await Service.Client.GetStringAsync("feeds/all.rss", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_is_dated_by_its_commit()
    {
        await StartAsync();
        await Service.HoldAsync("Beta");
        repository.Save("content/Alpha.md", "Alpha Two");
        var time = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        await repository.CommitAllAsync(time);
        await repository.CommitAsync("Gamma");
        var feed = await Service.EventuallyAsync("feeds/all.atom", text => text.Contains("Alpha Two", StringComparison.Ordinal));

        var entry = System.Xml.Linq.XDocument.Parse(feed).Root!.Elements().Single(element => element.Name.LocalName == "entry" && element.Value.Contains("Alpha Two", StringComparison.Ordinal));
        Assert.Equal(time, DateTimeOffset.Parse(entry.Elements().Single(element => element.Name.LocalName == "updated").Value, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Files_that_a_commit_leaves_alone_keep_their_time_in_the_next_checkout()
    {
        await repository.CommitAllAsync();
        await StartAsync();
        await Service.HoldAsync("Beta");
        var times = new HashSet<DateTime> { TimeOf("Beta") };
        var folders = new HashSet<string> { Directory.ResolveLinkTarget(Path.Combine(Checkout, "current"), returnFinalTarget: true)!.FullName };
        foreach (var title in new[] { "Alpha 1.", "Alpha 2.", "Alpha 3." })
        {
            var before = TimeOf("Alpha");
            await repository.CommitAsync(title);
            await Service.HoldAsync(title);
            times.Add(TimeOf("Beta"));
            folders.Add(Directory.ResolveLinkTarget(Path.Combine(Checkout, "current"), returnFinalTarget: true)!.FullName);
            Assert.NotEqual(before, TimeOf("Alpha"));
        }

        Assert.Single(times);
        Assert.Equal(2, folders.Count);
    }

    [Fact]
    public async Task A_forced_push_is_followed()
    {
        await repository.CommitAsync("Gamma");
        await StartAsync();
        await Service.HoldAsync("Gamma");
        await repository.RunAsync("reset", "-q", "--hard", "HEAD~1");
        await repository.CommitAsync("Delta");
        var feed = await Service.HoldAsync("Delta");

        Assert.DoesNotContain("Gamma", feed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_commit_that_is_pushed_again_brings_its_text_back()
    {
        await StartAsync();
        await repository.CommitAsync("Alpha Two");
        await Service.HoldAsync("Alpha Two");
        await repository.RunAsync("reset", "-q", "--hard", "HEAD~1");

        await Service.LoseAsync("Alpha Two");
    }

    [Fact]
    public async Task A_named_branch_is_followed_and_another_is_not()
    {
        await repository.RunAsync("checkout", "-q", "-b", "live");
        await repository.CommitAsync("Live");
        await repository.RunAsync("checkout", "-q", "main");
        await repository.CommitAsync("Unfinished");
        await StartAsync(branch: "live");

        Assert.DoesNotContain("Unfinished", await Service.HoldAsync("Live"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repository_out_of_reach_leaves_the_posts_and_degrades_health()
    {
        await StartAsync();
        await Service.HoldAsync("Beta");
        Directory.Move(repository.Path, repository.Path + "-away");
        await Service.EventuallyAsync("health/ready", text => text.Contains("cannot be followed", StringComparison.Ordinal));
        var meanwhile = await Service.HoldAsync("Beta");
        Directory.Move(repository.Path + "-away", repository.Path);
        await repository.CommitAsync("Gamma");
        await Service.HoldAsync("Gamma");
        await Service.EventuallyAsync("health/ready", text => text.Contains("Healthy", StringComparison.Ordinal));

        Assert.Contains("Alpha", meanwhile, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_branch_that_is_gone_leaves_the_posts_and_is_named()
    {
        await repository.RunAsync("branch", "live");
        await StartAsync(branch: "live");
        await Service.HoldAsync("Beta");
        await repository.RunAsync("branch", "-D", "live");
        var degraded = await Service.EventuallyAsync("health/ready", text => text.Contains("cannot be followed", StringComparison.Ordinal));

        Assert.Contains("live", degraded, StringComparison.Ordinal);
        await Service.HoldAsync("Beta");
    }

    [Fact]
    public async Task A_broken_mirror_is_made_anew()
    {
        await StartAsync();
        await Service.HoldAsync("Beta");
        await Service.StopAsync();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout, "mirror.git/objects"), "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            File.WriteAllText(file, "no object");
        }

        await repository.CommitAsync("Gamma");
        await Service.StartAsync();

        await FileHoldsAsync("Gamma");
    }

    [Fact]
    public async Task A_checkout_that_was_interrupted_is_finished()
    {
        await StartAsync();
        await Service.HoldAsync("Beta");
        await Service.StopAsync();
        Directory.CreateDirectory(Path.Combine(Checkout, "b/content"));
        File.WriteAllText(Path.Combine(Checkout, "b/content/Half.md"), Post("Half"));
        File.WriteAllText(Path.Combine(Checkout, "b.index.lock"), "");
        File.WriteAllText(Path.Combine(Checkout, "mirror.git/shallow.lock"), "");
        await repository.CommitAsync("Gamma");
        await Service.StartAsync();

        Assert.DoesNotContain("Half", await FileHoldsAsync("Gamma"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_without_the_repository_serves_what_was_checked_out()
    {
        await StartAsync();
        await Service.HoldAsync("Beta");
        await Service.StopAsync();
        Directory.Move(repository.Path, repository.Path + "-away");
        Directory.Delete(Service.PathOf("data/feeds"), recursive: true);
        await Service.StartAsync();

        await FileHoldsAsync("Beta");
    }

    [Fact]
    public async Task A_start_without_the_repository_gets_the_posts_once_it_is_there()
    {
        Directory.Move(repository.Path, repository.Path + "-away");
        await StartAsync();
        await Service.EventuallyAsync("health/ready", text => text.Contains("cannot be followed", StringComparison.Ordinal));
        Directory.Move(repository.Path + "-away", repository.Path);

        await Service.HoldAsync("Beta");
    }

    [Fact]
    public async Task Links_within_the_repository_are_followed_and_those_out_of_it_are_not()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Symbolic links need rights elsewhere.");
        File.WriteAllText(Path.Combine(repository.Parent, "secret.md"), Post("Secret"));
        repository.Save("shared/linked.md", "Linked");
        var content = Path.Combine(repository.Path, "content");
        File.CreateSymbolicLink(Path.Combine(content, "secret.md"), Path.Combine(repository.Parent, "secret.md"));
        Directory.CreateSymbolicLink(Path.Combine(content, "up"), "../shared");
        Directory.CreateSymbolicLink(Path.Combine(content, "out"), repository.Parent);
        File.CreateSymbolicLink(Path.Combine(content, "circle.md"), "circle.md");
        await repository.CommitAllAsync();
        await StartAsync();
        await Service.HoldAsync("Linked");
        repository.Save("shared/linked.md", "Linked Two");
        await repository.CommitAllAsync();

        Assert.DoesNotContain("Secret", await Service.HoldAsync("Linked Two"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_leaves_the_posts_and_is_named()
    {
        var probe = await RunningProgram.RunAsync("unshare", ["-U", "-r", "-m", "sh", "-c", "mount -t tmpfs none /tmp"]);
        Assert.SkipUnless(probe.Code == 0, "This system lets nobody make a user namespace, where a small disk can be mounted: " + probe.Errors);
        service = Prepare(null, null);
        Directory.CreateDirectory(Checkout);
        await using var program = RunningProgram.Start(
            "unshare", ["-U", "-r", "-m", "sh", "-c", $"mount -t tmpfs -o size=1m none '{Checkout}' && exec dotnet '{Places.Program}' run --config '{Service.ConfigurationFile}'"]);
        await FileHoldsAsync("Beta");
        var large = Path.Combine(repository.Path, "large");
        await File.WriteAllBytesAsync(large, System.Security.Cryptography.RandomNumberGenerator.GetBytes(3_000_000), TestContext.Current.CancellationToken);
        await repository.CommitAsync("Gamma");
        await program.LineAsync(line => line.Contains("cannot be followed", StringComparison.Ordinal));
        var meanwhile = await FileHoldsAsync("Beta");
        await repository.RunAsync("reset", "-q", "--hard", "HEAD~1");
        await repository.CommitAsync("Delta");
        await FileHoldsAsync("Delta");

        Assert.DoesNotContain("Gamma", meanwhile, StringComparison.Ordinal);
        Assert.Contains("No space left", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_git_daemon_is_followed()
    {
        var port = FreePort.Find().ToString(CultureInfo.InvariantCulture);
        await using var daemon = RunningProgram.Start(
            "git", ["daemon", "--listen=127.0.0.1", "--port=" + port, "--export-all", "--reuseaddr", "--verbose", "--base-path=" + repository.Parent, repository.Parent]);
        await Eventually.BeTrueAsync(() => FreePort.IsTakenAsync(int.Parse(port, CultureInfo.InvariantCulture)), () => daemon.Everything);
        await StartAsync(url: $"git://127.0.0.1:{port}/site");
        await Service.HoldAsync("Beta");
        await repository.CommitAsync("Gamma");

        await Service.HoldAsync("Gamma");
    }

    private async Task StartAsync(string? branch = null, string? url = null)
    {
        service = Prepare(branch, url);
        await service.StartAsync();
    }

    private WholeService Prepare(string? branch, string? url) => WholeService.Prepare(configuration => configuration["Content"] = new
    {
        Folder = "content",
        Watch = new { QuietPeriod = "50ms" },
        Git = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Url"] = url ?? repository.Path, ["Branch"] = branch, ["Interval"] = "1s" },
    });

    // A restarted service listens on another port.
    private async Task<string> FileHoldsAsync(string text)
    {
        var feed = Service.PathOf("data/feeds/all.rss");
        await Eventually.BeTrueAsync(() => File.Exists(feed) && File.ReadAllText(feed).Contains(text, StringComparison.Ordinal), () => string.Join('\n', Service.Log));
        return await File.ReadAllTextAsync(feed, TestContext.Current.CancellationToken);
    }

    private DateTime TimeOf(string name) => File.GetLastWriteTimeUtc(Path.Combine(Checkout, "current/content", name + ".md"));
}
