using System.Collections.Immutable;
using JwtAnalyzers.Code;
using JwtAnalyzers.Code.Text;
using JwtAnalyzers.Flow;
using JwtAnalyzers.Libraries;
using JwtAnalyzers.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace JwtAnalyzers.Tests.Flow;

/// <summary>What a member is to everybody is worked out once, and not by what one body happens to know or to have left.</summary>
public sealed class MemberValuesTests
{
    private static readonly Compilation Code = Findings.Compile("class Subject { static bool Flag => false; TokenValidationParameters Made() => new() { ValidateLifetime = Flag }; }");
    private static readonly ISymbol Member = Code.GetTypeByMetadataName("Subject")!.GetMembers("Flag").Single();
    private static readonly FlowContext Asking =
        new(KnownLibraries.Of(Code).Policies, new MemberReader(Code), new NameIndex(ImmutableHashSet.Create("ValidateLifetime")), new MemberValues(), CancellationToken.None);

    [Fact]
    public void Is_found_once_in_a_context_of_its_own()
    {
        var asked = new List<FlowContext>();
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.Equal(AbstractValue.Of(false), Asking.Values.Constant(Member, Asking, fresh =>
            {
                asked.Add(fresh);
                return AbstractValue.Of(false);
            }));
        }

        Assert.NotSame(Asking, Assert.Single(asked));
        Assert.NotSame(Asking.Members, asked[0].Members);
        Assert.Same(Asking.Values, asked[0].Values);
    }

    [Fact]
    public void Is_not_what_it_seemed_where_no_stack_was_left()
    {
        var values = new MemberValues();
        Assert.Equal(AbstractValue.Unknown, values.Constant(Member, Asking, fresh =>
        {
            fresh.RanOutOfStack = true;
            return AbstractValue.Unknown;
        }));
        Assert.Equal(AbstractValue.Of(false), values.Constant(Member, Asking, _ => AbstractValue.Of(false)));
        Assert.Equal(AbstractValue.Of(false), values.Constant(Member, Asking, _ => AbstractValue.Of(true)));
    }
}
