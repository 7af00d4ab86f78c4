using System.Net;
using System.Text;
using Syndication.Tests.Support;
using Syndication.Tests.Support.Programs;
using Syndication.Worker.Hosting.Content.Git;

namespace Syndication.Tests.Worker.Hosting;

public sealed class GitCommandTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("https://example.org/site.git", "https://example.org/site.git", "", "")]
    [InlineData("https://me:p%40ss@example.org/site.git", "https://example.org/site.git", "me", "p@ss")]
    [InlineData("https://token@example.org/site.git", "https://example.org/site.git", "token", "")]
    [InlineData("ssh://git@example.org:22/site.git", "ssh://git@example.org:22/site.git", "", "")]
    [InlineData("git@example.org:team/site.git", "git@example.org:team/site.git", "", "")]
    [InlineData("/srv/site.git", "/srv/site.git", "", "")]
    [InlineData("site.git", "/base/site.git", "", "")]
    [InlineData("file:///srv/site.git", "file:///srv/site.git", "", "")]
    public void An_address_is_taken_apart(string text, string url, string user, string password) =>
        Assert.Equal(new GitAddress(url, user, password), GitAddress.Parse(text, "/base"));

    [Theory]
    [InlineData("--upload-pack=touch made")]
    [InlineData("-oProxyCommand=x")]
    [InlineData("ext::sh -c x")]
    [InlineData("fd::3")]
    [InlineData("ftp://example.org/site.git")]
    [InlineData("ssh://-oProxyCommand=x/site.git")]
    [InlineData("-oProxyCommand=x:site.git")]
    [InlineData("https:///site.git")]
    [InlineData("https://example.org/a\nb")]
    public void An_address_that_is_an_option_or_runs_programs_is_refused(string text) => Assert.Null(GitAddress.Parse(text, "/base"));

    [Theory]
    [InlineData("main", true)]
    [InlineData("feature/über-1.2", true)]
    [InlineData("-x", false)]
    [InlineData("a..b", false)]
    [InlineData("a b", false)]
    [InlineData("a:b", false)]
    [InlineData("+main", true)]
    [InlineData("a.lock", false)]
    [InlineData("/a", false)]
    [InlineData("a//b", false)]
    [InlineData("a/.b", false)]
    [InlineData("@", false)]
    [InlineData("", false)]
    public async Task A_branchs_name_is_what_git_takes(string name, bool isName)
    {
        var git = await RunningProgram.RunAsync("git", ["check-ref-format", "refs/heads/" + name]);

        Assert.Equal(isName, GitBranch.IsName(name));
        if (isName) Assert.Equal(0, git.Code);
    }

    [Fact]
    public async Task A_missing_program_is_named()
    {
        var git = new GitCommand(new GitAddress("/srv/x"), TimeProvider.System) { Program = "git-that-is-not-there" };

        var thrown = await Assert.ThrowsAsync<GitException>(() => git.RunAsync(["version"], Limit, TestContext.Current.CancellationToken));

        Assert.Contains("is git installed?", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_hangs_is_ended_with_what_it_started()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Uses a shell script.");
        using var folder = new TemporaryFolder();
        var script = folder.File("git");
        await File.WriteAllTextAsync(script, "#!/bin/sh\nsleep 600 &\necho $! > \"$1\"\nwait\n", TestContext.Current.CancellationToken);
        await RunningProgram.RunAsync("chmod", ["+x", script]);
        var git = new GitCommand(new GitAddress("/srv/x"), TimeProvider.System) { Program = script };

        await Assert.ThrowsAsync<GitException>(() => git.RunAsync([folder.File("child")], TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));

        var child = (await File.ReadAllTextAsync(folder.File("child"), TestContext.Current.CancellationToken)).Trim();
        await Eventually.BeTrueAsync(() => !File.Exists($"/proc/{child}/cmdline") || File.ReadAllText($"/proc/{child}/cmdline").Length == 0, () => "The child goes on");
    }

    [Fact]
    public async Task A_password_reaches_the_server_and_no_message()
    {
        var port = FreePort.Find();
        using var server = new HttpListener();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        var received = ServeAsync(server);
        var git = new GitCommand(GitAddress.Parse($"http://me:geheim@127.0.0.1:{port}/site.git", "/")!, TimeProvider.System);

        var thrown = await Assert.ThrowsAsync<GitException>(() => git.RunAsync(["ls-remote", "--", $"http://127.0.0.1:{port}/site.git"], Limit, TestContext.Current.CancellationToken));
        server.Stop();

        Assert.Contains("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:geheim")), await received);
        Assert.DoesNotContain("geheim", thrown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_of_the_addresss_is_never_run()
    {
        using var folder = new TemporaryFolder();
        var git = new GitCommand(new GitAddress("/srv/x"), TimeProvider.System);

        var thrown = await Assert.ThrowsAsync<GitException>(() => git.RunAsync(["ls-remote", "--", $"ext::touch {folder.File("ran")}"], Limit, TestContext.Current.CancellationToken));

        Assert.Contains("'ext' not allowed", thrown.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("ran")));
    }

    private static async Task<List<string>> ServeAsync(HttpListener server)
    {
        var authorizations = new List<string>();
        try
        {
            while (true)
            {
                var context = await server.GetContextAsync();
                if (context.Request.Headers["Authorization"] is { } authorization) authorizations.Add(authorization);
                context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
                context.Response.AddHeader("WWW-Authenticate", "Basic realm=\"site\"");
                context.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            return authorizations;
        }
    }
}
