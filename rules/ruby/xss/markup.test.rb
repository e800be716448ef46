module GreetingsHelper
  def greeting
    # ruleid: ruby.xss.markup
    "<b>#{params[:name]}</b>".html_safe
  end

  def other
    # ruleid: ruby.xss.markup
    raw(params[:name])
  end

  def third
    text = params[:text].strip
    # ruleid: ruby.xss.markup
    text.html_safe
  end

  def safe
    # ok: ruby.xss.markup
    "<b>#{h(params[:name])}</b>".html_safe
  end

  def cleaned
    # ok: ruby.xss.markup
    raw(sanitize(params[:name]))
  end

  def fixed
    # ok: ruby.xss.markup
    "<br>".html_safe
  end

  def escaped
    # ok: ruby.xss.markup
    tag.b(params[:name])
  end
end
