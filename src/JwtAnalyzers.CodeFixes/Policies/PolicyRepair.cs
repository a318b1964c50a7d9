using System.Collections.Immutable;
using JwtAnalyzers.CodeFixes.Editing;
using JwtAnalyzers.CodeFixes.Values;
using JwtAnalyzers.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace JwtAnalyzers.CodeFixes.Policies;

/// <summary>
/// The repair of some diagnostics in one document: all plans are gathered first, then the text is changed once. So fixes that
/// meet in an initializer do not lose each other, and what no edit is about stays as it is, to the last space.
/// </summary>
internal sealed class PolicyRepair
{
    private readonly Document _document;
    private readonly SourceText _text;
    private readonly SemanticModel? _model;
    private readonly bool _mayNeedSettings;
    private readonly Dictionary<AssignmentExpressionSyntax, AssignmentRepair> _repairs = [];
    private readonly HashSet<MethodDeclarationSyntax> _members = [];
    private readonly HashSet<TextChange> _calls = [];
    private readonly Dictionary<TextChange, ValueSource> _given = [];
    private readonly List<string> _titles = [];

    private PolicyRepair(Document document, SourceText text, SemanticModel? model, bool mayNeedSettings)
    {
        _document = document;
        _text = text;
        _model = model;
        _mayNeedSettings = mayNeedSettings;
    }

    /// <summary>What is done and what the user must set, or <see langword="null"/> where nothing is done.</summary>
    public string? Title => _titles.FirstOrDefault();

    /// <summary>
    /// Takes in every diagnostic whose whole plan can be carried out; the others stay without a fix, and so do those that need a setting
    /// where that is not wanted.
    /// </summary>
    public static async Task<PolicyRepair> CreateAsync(
        Document document, ImmutableArray<Diagnostic> diagnostics, bool mayNeedSettings, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        var repair = new PolicyRepair(document, text, model, mayNeedSettings);
        if (model is null)
            return repair;

        var root = await model.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        if (!EditableText.IsWrittenByHand(document, model.SyntaxTree, root))
            return repair;

        foreach (var diagnostic in diagnostics.InOrderOfText())
            repair.Add(diagnostic, model, root, cancellationToken);
        return repair;
    }

    public Document Apply(CancellationToken cancellationToken)
    {
        if ((_repairs.Count == 0 && _members.Count == 0 && _calls.Count == 0) || _model is null)
            return _document;

        // What stands inside something that is removed goes with it.
        var removed = _repairs.Values.Where(repair => repair.IsRemoval).Select(repair => repair.Site.Assignment.Span)
            .Concat(_members.Select(member => member.Span)).ToList();
        var repairs = _repairs.Values.Where(
            repair => !removed.Any(span => span.Contains(repair.Site.Assignment.Span) && span != repair.Site.Assignment.Span)).ToList();
        var changes = new List<TextChange>();
        foreach (var initializer in repairs.Where(repair => repair.Site.Place is SitePlace.InitializerMember)
            .GroupBy(repair => (InitializerExpressionSyntax)repair.Site.Owner))
            InitializerEdits.AddTo(changes, initializer.Key, initializer.ToDictionary(repair => repair.Site.Expression), _text);
        foreach (var repair in repairs.Where(repair => repair.Site.Place is not SitePlace.InitializerMember))
            StatementEdits.AddTo(changes, repair, _text);
        var root = _model.SyntaxTree.GetRoot(cancellationToken);
        changes = Merge(changes.Concat(_calls.Where(call => !_members.Any(member => member.Span.Contains(call.Span)))));
        var orphans = OrphanedVariables.Of(Replaced(repairs), _model, cancellationToken)
            .Where(orphan => !changes.Any(change => change.Span.OverlapsWith(orphan.Span)));
        changes = Merge(changes.Concat(orphans.Select(orphan => TextEdits.Delete(_text, orphan.Span)).ToList()))
            .ConvertAll(change => KeptComments.With(change, root, _text));
        changes.AddRange(StartUpRead.Declarations(repairs.Select(repair => repair.Addition?.Source).OfType<ValueSource>()
            .Concat(_given.Values).Select(source => source.Read).OfType<StartUpRead>()));
        changes.AddRange(_given.Keys);
        // What is said in a function that goes, and of it, goes with it.
        changes.AddRange(_members.Select(member => MemberRemoval.Of(member, _text)));
        return _document.WithText(_text.WithChanges(Merge(changes)));
    }

    /// <summary>The changes in order. Two deletions on one line may both take the blank between them: they become one.</summary>
    private static List<TextChange> Merge(IEnumerable<TextChange> changes)
    {
        var merged = new List<TextChange>();
        foreach (var change in changes.OrderBy(change => change.Span.Start).ThenBy(change => change.Span.End)
            .ThenBy(change => StartUpRead.OrderOf(change.NewText), StringComparer.Ordinal))
        {
            if (merged.Count > 0 && merged[merged.Count - 1] is { NewText: "" } last && change.NewText is ""
                && change.Span.Start < last.Span.End)
                merged[merged.Count - 1] = new TextChange(
                    TextSpan.FromBounds(last.Span.Start, Math.Max(last.Span.End, change.Span.End)), "");
            else
                merged.Add(change);
        }

        return merged;
    }

    private void Add(Diagnostic diagnostic, SemanticModel model, SyntaxNode root, CancellationToken cancellationToken)
    {
        if (RepairPlan.From(diagnostic) is not { } plan)
            return;
        if (plan is { Steps: [{ Action: RepairAction.RemoveMember }] })
        {
            RemoveMember(plan, diagnostic, model, root, cancellationToken);
            return;
        }

        if (Steps(plan, diagnostic, root, cancellationToken) is not var (calls, assigning)
            || Sites(assigning, model, root, cancellationToken) is not { } sites)
            return;

        var repairs = assigning.Select(each => each.Step)
            .Zip(sites, (step, site) => new AssignmentRepair(site, step, Null(site, model, cancellationToken))).ToList();
        var sources = new List<ValueSource>();
        // Each source is found knowing those before it, of this plan and of others.
        var pass = new RepairPass(Declared(sources), model, cancellationToken);
        if (plan.Required is { } required && !AddRequired(required, repairs, sources, pass))
            return;
        if (GivenSources(plan.Given, sites, sources, pass) is not { } given)
            return;

        if ((sources.Count > 0 && !_mayNeedSettings) || !repairs.All(CanJoin)
            || OrphanedVariables.AnyStays(Replaced(_repairs.Values.Concat(repairs)), model, cancellationToken))
            return;
        foreach (var use in given)
            _given[use.Key] = use.Value;
        _calls.UnionWith(calls);
        foreach (var repair in repairs)
            Join(repair);
        _titles.Add(RepairTitle.Of(plan, sources));
    }

    /// <summary>
    /// The steps of a plan: the calls that are edited, and the assignments. <see langword="null"/> where one of them cannot be taken here.
    /// </summary>
    private (List<TextChange> Calls, List<(RepairStep Step, Location Location)> Assigning)? Steps(
        RepairPlan plan, Diagnostic diagnostic, SyntaxNode root, CancellationToken cancellationToken)
    {
        var calls = new List<TextChange>();
        var assigning = new List<(RepairStep, Location)>();
        foreach (var (step, location) in plan.Steps.Zip(
            [diagnostic.Location, .. diagnostic.AdditionalLocations], (step, location) => (step, location)))
        {
            if (!IsIn(root.SyntaxTree, location))
                return null;
            if (CallEdit.Find(root, location.SourceSpan, step, _text) is not { } edit)
                assigning.Add((step, location));
            else if (EditableText.IsItsOwnSource(root.SyntaxTree, location.SourceSpan, cancellationToken))
                calls.Add(edit);
            else
                return null;
        }

        return (calls, assigning);
    }

    /// <summary>What is read at start-up already, for other plans and for this one.</summary>
    private IEnumerable<StartUpRead> Declared(IEnumerable<ValueSource> sources) =>
        _repairs.Values.Select(other => other.Addition?.Source).Concat(_given.Values).Concat(sources).Select(source => source?.Read)
            .OfType<StartUpRead>();

    /// <summary>Adds the value that a check needs beside the repairs that switch it on; false where there is none.</summary>
    private static bool AddRequired(RequiredValue required, List<AssignmentRepair> repairs, List<ValueSource> sources, RepairPass pass)
    {
        foreach (var index in Anchors(repairs))
        {
            var site = repairs[index].Site;
            var source = ValueSource.Find(required, site, pass);
            if (source is null || Addition.Create(required.Setting, source.Expression, site) is not { } addition)
                return false;
            repairs[index] = repairs[index] with { Addition = addition with { Source = source } };
            sources.Add(source);
        }

        return true;
    }

    /// <summary>
    /// The reads of a value that stands beside a check already and may have been missing until now; <see langword="null"/> where one of
    /// them cannot be made when the program starts.
    /// </summary>
    private static Dictionary<TextChange, ValueSource>? GivenSources(
        RequiredValue? value, List<AssignmentSite> sites, List<ValueSource> sources, RepairPass pass)
    {
        var given = new Dictionary<TextChange, ValueSource>();
        if (value is null)
            return given;
        foreach (var read in sites.SelectMany(site => GivenValue.Reads(value, site, pass.Model, pass.Cancellation)).Distinct())
        {
            if (GivenValue.Source(read, value, pass) is not { } source)
                return null;
            given[GivenValue.Use(read, source)] = source;
            sources.Add(source);
        }

        return given;
    }

    private void RemoveMember(
        RepairPlan plan, Diagnostic diagnostic, SemanticModel model, SyntaxNode root, CancellationToken cancellationToken)
    {
        if (!IsIn(model.SyntaxTree, diagnostic.Location)
            || MemberRemoval.Find(root, diagnostic.Location.SourceSpan) is not { } member
            || !EditableText.IsItsOwnSource(model.SyntaxTree, member.Span, cancellationToken))
            return;
        _members.Add(member);
        _titles.Add(RepairTitle.Of(plan, []));
    }

    /// <summary>
    /// The repairs that the required value goes beside: the one that switches the check on, and each other one of a branch that the
    /// first is not part of.
    /// </summary>
    private static List<int> Anchors(List<AssignmentRepair> repairs)
    {
        var anchors = new List<int>();
        foreach (var index in Enumerable.Range(0, repairs.Count).OrderBy(index => repairs[index].IsRemoval)
            .ThenBy(index => repairs[index].Site.Assignment.SpanStart))
        {
            if (!anchors.Any(anchor => repairs[anchor].Site.IsMadeWith(repairs[index].Site)))
                anchors.Add(index);
        }

        return anchors;
    }

    private static List<AssignmentSite>? Sites(
        List<(RepairStep Step, Location Location)> steps, SemanticModel model, SyntaxNode root, CancellationToken cancellationToken)
    {
        var sites = new List<AssignmentSite>();
        foreach (var (step, location) in steps)
        {
            if (AssignmentSite.Find(root, location.SourceSpan, step, model, cancellationToken) is not { } site
                || !EditableText.IsItsOwnSource(model.SyntaxTree, site.Assignment.Span, cancellationToken))
                return null;
            sites.Add(site);
        }

        return sites;
    }

    /// <summary>How to write that the setting has no value, or <see langword="null"/> where it always has one.</summary>
    private static string? Null(AssignmentSite site, SemanticModel model, CancellationToken cancellationToken)
    {
        if (model.GetSymbolInfo(
            site.Assignment.Left, cancellationToken).Symbol is not IPropertySymbol { Type: var type, NullableAnnotation: var annotation })
            return null;
        if (!type.IsReferenceType && type.OriginalDefinition.SpecialType is not SpecialType.System_Nullable_T)
            return null;
        return annotation is NullableAnnotation.NotAnnotated && type.IsReferenceType
            && model.GetNullableContext(site.Assignment.SpanStart).AnnotationsEnabled() ? "null!" : "null";
    }

    /// <summary>Whether the location is in this tree, or in one of another snapshot with the same text.</summary>
    private static bool IsIn(SyntaxTree tree, Location location) =>
        location.SourceTree is { } source && (source == tree || (source.FilePath == tree.FilePath && source.IsEquivalentTo(tree)));

    private static IEnumerable<ExpressionSyntax> Replaced(IEnumerable<AssignmentRepair> repairs) =>
        repairs.Select(repair => repair.Site.Assignment.Right);

    /// <summary>Whether the repair agrees with what another diagnostic asks of the same assignment.</summary>
    private bool CanJoin(AssignmentRepair repair) =>
        !_repairs.TryGetValue(repair.Site.Assignment, out var other) || other.Step.Action == repair.Step.Action;

    private void Join(AssignmentRepair repair)
    {
        if (repair.Addition is { } addition
            && _repairs.Values.Any(other => other.Addition?.Setting == addition.Setting && other.Site.IsSameObject(repair.Site)))
            repair = repair with { Addition = null };
        _repairs[repair.Site.Assignment] = _repairs.TryGetValue(repair.Site.Assignment, out var known)
            ? known with { Addition = known.Addition ?? repair.Addition }
            : repair;
    }
}
