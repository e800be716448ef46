class PagesController < ApplicationController
  def show
    # ruleid: ruby.template.injection
    render inline: "<p>#{params[:name]}</p>"
    # ruleid: ruby.template.injection
    ERB.new(params[:template]).result
    # ruleid: ruby.template.injection
    ERB.new("<p>#{params[:name]}</p>").result(binding)
  end

  def safe
    # ok: ruby.template.injection
    render inline: "<p><%= name %></p>", locals: { name: params[:name] }
    # ok: ruby.template.injection
    ERB.new("<p><%= name %></p>").result_with_hash(name: params[:name])
    # ok: ruby.template.injection
    render template: "pages/show", locals: { name: params[:name] }
  end
end
